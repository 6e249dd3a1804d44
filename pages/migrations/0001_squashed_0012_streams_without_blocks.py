"""All migrations up to 0012 as one, for new databases."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import pages.clinics.choices
import pages.clinics.fields
import pages.models.clinic_hours
import pages.models.crisis_line
import pages.models.site_text
import pages.stream_field
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('clinic_pages', '0001_initial'),
        ('clinic_pages', '0002_menus'),
        ('clinic_pages', '0003_canonical_address_of_the_web'),
        ('clinic_pages', '0004_revision_references'),
        ('clinic_pages', '0005_failed_schedules'),
        ('clinic_pages', '0006_crisis_lines'),
        ('clinic_pages', '0007_crisis_lines_of_organisations'),
        ('clinic_pages', '0008_numbers_of_clinics_in_links'),
        ('clinic_pages', '0009_drafts_are_not_constrained'),
        ('clinic_pages', '0010_opened_forms'),
        ('clinic_pages', '0011_opened_forms_of_snippets'),
        ('clinic_pages', '0012_streams_without_blocks'),
    ]

    initial = True

    dependencies = [
        ('clinic_media', '0001_squashed_0006_names_of_files'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=16, unique=True, verbose_name='number')),
                ('clinic_title', models.CharField(max_length=255, verbose_name='clinic')),
                ('given_up_at', models.DateTimeField(verbose_name='given up at')),
            ],
            options={
                'verbose_name': 'former telephone number',
                'verbose_name_plural': 'former telephone numbers',
            },
        ),
        migrations.CreateModel(
            name='ArticleIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list of articles.', verbose_name='introduction')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'article index',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('summary', models.TextField(help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('last_reviewed', models.DateField(blank=True, help_text='The day on which the reviewer approved this text.', null=True, verbose_name='last reviewed')),
                ('next_review_due', models.DateField(blank=True, help_text='At most 36 months after the last review.', null=True, verbose_name='next review due')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'article',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher or journal')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1500), django.core.validators.MaxValueValidator(2200)], verbose_name='year')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('doi', models.CharField(blank=True, help_text='Such as 10.1056/NEJMra1511480.', max_length=200, verbose_name='DOI')),
                ('pmid', models.CharField(blank=True, help_text='Such as 26816013.', max_length=20, verbose_name='PubMed number')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='clinic_pages.articlepage')),
            ],
            options={
                'verbose_name': 'source',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list of clinics.', verbose_name='introduction')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'clinic index',
                'verbose_name_plural': 'clinic indexes',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ClinicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('legal_name', models.CharField(blank=True, help_text='As it appears in contracts and on licences.', max_length=200, verbose_name='legal name')),
                ('street_address', models.TextField(help_text='Street and house number; on a second line the building, floor or suite.', max_length=200, verbose_name='street address')),
                ('locality', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('region', models.CharField(blank=True, help_text='Its name or its code, such as CA.', max_length=100, verbose_name='state or region')),
                ('postal_code', models.CharField(blank=True, max_length=20, verbose_name='postal code')),
                ('country', models.CharField(choices=pages.clinics.choices.country_choices, max_length=2, verbose_name='country')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, help_text='In decimal degrees, with north positive, such as 33.953349. Take it from a map, at the entrance.', max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-90, 'A latitude lies between -90 and 90 degrees.'), django.core.validators.MaxValueValidator(90, 'A latitude lies between -90 and 90 degrees.')], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, help_text='In decimal degrees, with east positive and all of the Americas negative, such as -117.396156.', max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-180, 'A longitude lies between -180 and 180 degrees.'), django.core.validators.MaxValueValidator(180, 'A longitude lies between -180 and 180 degrees.')], verbose_name='longitude')),
                ('email', models.EmailField(blank=True, help_text='A mailbox that somebody reads every working day.', max_length=254, verbose_name='email address')),
                ('time_zone', models.CharField(choices=pages.clinics.choices.time_zone_choices, help_text="The nearest city that has the same time as the clinic all year. The opening hours are in this time zone.", max_length=64, verbose_name='time zone')),
                ('levels_of_care', pages.clinics.fields.ChoicesField(blank=True, default=list, verbose_name='levels of care')),
                ('payment_methods', pages.clinics.fields.ChoicesField(blank=True, default=list, verbose_name='payment methods')),
                ('languages', pages.clinics.fields.LanguagesField(blank=True, default=list, help_text='The languages in which patients can be treated, separated by commas, such as English, Spanish, Hmong.', verbose_name='languages')),
                ('accepts_new_patients', models.BooleanField(default=True, help_text='Untick while the waiting list is closed.', verbose_name='accepts new patients')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'clinic',
                'verbose_name_plural': 'clinics',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ClinicPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='clinic_pages.clinicpage')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clinic_media.clinicimage', verbose_name='image')),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FaqPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('sections', pages.stream_field.StreamField(blank=True, verbose_name='sections')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'FAQ page',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Insurer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(help_text='As it appears on the insurance card.', max_length=100, verbose_name='name')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='insurers', to='clinic_pages.clinicpage')),
            ],
            options={
                'verbose_name': 'insurer',
                'verbose_name_plural': 'insurers',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('authority', models.CharField(help_text='Who granted it, by its full name, without abbreviations.', max_length=200, verbose_name='authority')),
                ('number', models.CharField(help_text='Exactly as the authority lists it.', max_length=100, verbose_name='number')),
                ('expires', models.DateField(blank=True, null=True, verbose_name='expires on')),
                ('verification_url', models.URLField(blank=True, help_text="The authority's page where anyone can check this licence.", verbose_name='verification URL')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='licences', to='clinic_pages.clinicpage')),
            ],
            options={
                'verbose_name': 'licence',
                'verbose_name_plural': 'licences',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='The name that visitors know you by.', max_length=120, verbose_name='name')),
                ('legal_name', models.CharField(blank=True, help_text='As registered, for the legal notice.', max_length=200, verbose_name='legal name')),
                ('frontend_base_url', models.URLField(blank=True, help_text='Where visitors read these pages, such as https://www.example.org. Links in the API use it.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='URL of the website')),
                ('default_clinic', models.ForeignKey(blank=True, help_text='Shown by contact blocks in which no clinic is chosen.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.clinicpage', verbose_name='default clinic')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='logo')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'organisation',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name', models.CharField(help_text='First and last name, without titles.', max_length=100, verbose_name='name')),
                ('honorific_suffix', models.CharField(blank=True, help_text='Such as “MD” or “LCSW”.', max_length=60, verbose_name='letters after the name')),
                ('job_title', models.CharField(blank=True, help_text='Such as “Psychiatrist and medical director”.', max_length=120, verbose_name='job title')),
                ('biography', wagtail.fields.RichTextField(blank=True, help_text='Two short paragraphs: what the person does here, and where they trained.', verbose_name='biography')),
                ('may_review', models.BooleanField(default=False, help_text='Tick for people who are qualified to approve medical content. Only they can be chosen as reviewers.', verbose_name='may review')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('photo', models.ForeignKey(blank=True, help_text='The face, looking into the camera.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('type', models.CharField(help_text='Such as “Medical licence”.', max_length=100, verbose_name='type')),
                ('authority', models.CharField(help_text='Who granted it, by its full name.', max_length=200, verbose_name='authority')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='number')),
                ('expires', models.DateField(blank=True, null=True, verbose_name='expires on')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='credentials', to='clinic_pages.person')),
            ],
            options={
                'verbose_name': 'credential',
                'verbose_name_plural': 'credentials',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='articlepage',
            name='medical_reviewer',
            field=models.ForeignKey(blank=True, help_text='Who checked the facts. You can only choose people who may review.', limit_choices_to={'may_review': True}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_articles', to='clinic_pages.person', verbose_name='medical reviewer'),
        ),
        migrations.CreateModel(
            name='ArticleAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='author_rows', to='clinic_pages.articlepage')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clinic_pages.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'author',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProfileUrl',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('url', models.URLField(verbose_name='address')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='profile_urls', to='clinic_pages.person')),
            ],
            options={
                'verbose_name': 'profile',
                'verbose_name_plural': 'profiles',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelatedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_rows', to='clinic_pages.articlepage')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'related page',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name', models.CharField(help_text='Short and plain, as visitors would say it.', max_length=80, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Used in URLs and filters. Leave empty to create it from the name. Avoid changing it later.', max_length=80, verbose_name='slug')),
                ('description', models.TextField(blank=True, help_text='What it means, in one or two sentences.', max_length=500, verbose_name='description')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='clinicpage',
            name='services',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, to='clinic_pages.service', verbose_name='services'),
        ),
        migrations.CreateModel(
            name='SocialProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('network', models.CharField(max_length=60, verbose_name='network')),
                ('url', models.URLField(verbose_name='address')),
                ('organisation', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='social_profiles', to='clinic_pages.organisationsettings')),
            ],
            options={
                'verbose_name': 'social profile',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('starts', models.DateField(verbose_name='first day')),
                ('ends', models.DateField(blank=True, help_text='Leave empty for a single day.', verbose_name='last day')),
                ('closed', models.BooleanField(default=True, help_text='Untick to give other hours.', verbose_name='closed')),
                ('opens', models.TimeField(blank=True, null=True, validators=[pages.models.clinic_hours.validate_whole_minutes], verbose_name='opens')),
                ('closes', models.TimeField(blank=True, null=True, validators=[pages.models.clinic_hours.validate_whole_minutes], verbose_name='closes')),
                ('reason', models.CharField(blank=True, help_text='As visitors read it, such as “Thanksgiving”.', max_length=100, verbose_name='reason')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='special_days', to='clinic_pages.clinicpage')),
            ],
            options={
                'verbose_name': 'special day',
                'verbose_name_plural': 'special days',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by search engines where no search description is given.', validators=[django.core.validators.MinLengthValidator(50), django.core.validators.MaxLengthValidator(300)], verbose_name='summary')),
                ('body', pages.stream_field.StreamField(blank=True, verbose_name='body')),
                ('canonical_url', models.URLField(blank=True, help_text='Only if the same text was first published elsewhere: its full URL there.', validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='canonical URL')),
                ('no_index', models.BooleanField(default=False, help_text='Visitors still see it; search engines skip it.', verbose_name='hide from search engines')),
                ('hero_image', models.ForeignKey(blank=True, help_text='Shown at the top of the page and in lists. At least 1,600 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='main image')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared. Empty: the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_media.clinicimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': 'standard page',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Telephone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('number', pages.clinics.fields.TelephoneNumberField(help_text="As you would dial it, such as (951) 555-0142 or (951) 555-0142 ext. 12. Enter a number in another country with + and the country code.", max_length=40, verbose_name='number')),
                ('label', models.CharField(blank=True, help_text='Who answers, such as “Admissions, day and night”. Leave empty to show the purpose.', max_length=60, verbose_name='label')),
                ('purpose', models.CharField(choices=[('admissions', 'Admissions'), ('general', 'General'), ('fax', 'Fax'), ('tty', 'TTY')], default='general', max_length=20, verbose_name='purpose')),
                ('is_main', models.BooleanField(default=False, help_text='The one number that patients call first.', verbose_name='main number')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='telephones', to='clinic_pages.clinicpage')),
            ],
            options={
                'verbose_name': 'telephone number',
                'verbose_name_plural': 'telephone numbers',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name', models.CharField(help_text='Short and plain, as visitors would say it.', max_length=80, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Used in URLs and filters. Leave empty to create it from the name. Avoid changing it later.', max_length=80, verbose_name='slug')),
                ('description', models.TextField(blank=True, help_text='What it means, in one or two sentences.', max_length=500, verbose_name='description')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='FaqItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('question', models.CharField(help_text='As a patient would ask it: “Will my insurance pay for treatment?”', max_length=200, verbose_name='question')),
                ('answer', wagtail.fields.RichTextField(help_text='Give the answer in the first sentence, then the details. Aim for 40 to 140 words.', verbose_name='answer')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, to='clinic_pages.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'question and answer',
                'verbose_name_plural': 'questions and answers',
                'ordering': ['question'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='One to three.', related_name='articles', to='clinic_pages.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='Menu',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('slug', models.SlugField(help_text='Where the website shows it: “header” or “footer”. Use another word, such as “legal”, only if the developers of the website ask for it.', verbose_name='place')),
                ('title', models.CharField(help_text='The name of the menu, such as “Main menu”. Screen readers announce it, and footers may show it.', max_length=80, verbose_name='title')),
                ('items', pages.stream_field.StreamField(blank=True, verbose_name='links')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('site', models.ForeignKey(default=pages.models.site_text.default_site, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'menu',
                'verbose_name_plural': 'menus',
                'ordering': ['slug', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('site', 'slug', 'locale'), name='clinic_pages_menu_place', violation_error_message='The site already has a menu for this place in this language.')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='NotFoundText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(help_text='In plain words, such as “We could not find this page”.', max_length=120, verbose_name='title')),
                ('text', wagtail.fields.RichTextField(blank=True, help_text='What may have happened, and what to do now. People in need may read this: give a number to call.', verbose_name='text')),
                ('links', pages.stream_field.StreamField(blank=True, verbose_name='useful links')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('site', models.ForeignKey(default=pages.models.site_text.default_site, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'text for missing pages',
                'verbose_name_plural': 'texts for missing pages',
                'ordering': ['site', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('site', 'locale'), name='clinic_pages_not_found_text_site', violation_error_message='The site already has a text for missing pages in this language.')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='OpenedForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField()),
                ('model', models.CharField(default='', help_text='app_label.model_name of what it makes', max_length=150)),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('token', 'user', 'model'), name='clinic_opened_form_token')],
            },
        ),
        migrations.CreateModel(
            name='OpeningInterval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='day')),
                ('opens', models.TimeField(validators=[pages.models.clinic_hours.validate_whole_minutes], verbose_name='opens')),
                ('closes', models.TimeField(help_text='To close after midnight, enter a time before the opening time. For 24 hours, enter the opening time again.', validators=[pages.models.clinic_hours.validate_whole_minutes], verbose_name='closes')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_intervals', to='clinic_pages.clinicpage')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6))), name='clinic_pages_opening_interval_weekday', violation_error_message='Choose a day from Monday to Sunday.')],
            },
        ),
        migrations.CreateModel(
            name='CrisisLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('voice', 'Calls'), ('text', 'Text messages'), ('chat', 'Chat on a website')], default='voice', max_length=10, verbose_name='how it is reached')),
                ('name', models.CharField(help_text='Such as 988 Suicide & Crisis Lifeline.', max_length=120, verbose_name='name of the crisis line')),
                ('number', models.CharField(blank=True, help_text="A short code such as 988, or a number with its country code. For text messages, a short code such as 741741.", max_length=40, verbose_name='number')),
                ('message', models.CharField(blank=True, help_text='For text messages only, such as HOME.', max_length=60, verbose_name='word to send first')),
                ('url', models.URLField(blank=True, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='URL of the chat')),
                ('text', models.CharField(blank=True, help_text='One sentence addressed to someone in danger.', max_length=300, verbose_name='when to use it')),
                ('locale', models.ForeignKey(default=pages.models.crisis_line.default_language, help_text="The language of this entry. In languages without a crisis line, visitors see those in the site's own language.", on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
                ('organisation', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='crisis_lines', to='clinic_pages.organisationsettings')),
            ],
            options={
                'verbose_name': 'crisis line',
                'verbose_name_plural': 'crisis lines',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['voice', 'text', 'chat'])), name='clinic_pages_crisisline_kind', violation_error_message='Choose from the list how the line is reached.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'chat'), ('number', ''), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('kind', 'chat'), _negated=True), models.Q(('number', ''), _negated=True), ('url', '')), _connector='OR'), name='clinic_pages_crisisline_target', violation_error_message='A chat needs a URL, and every other crisis line needs a number.')],
            },
        ),
        migrations.CreateModel(
            name='RevisionReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_object_id', models.CharField(max_length=255)),
                ('model_path', models.TextField()),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('to_content_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'indexes': [models.Index(fields=['to_content_type', 'to_object_id', 'revision'], name='clinic_revision_reference_to')],
            },
        ),
        migrations.CreateModel(
            name='ScheduleFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255)),
                ('kind', models.CharField(choices=[('publish', 'going live'), ('expire', 'expiring')], max_length=10)),
                ('title', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('problem', models.TextField(help_text='What is in the way: a sentence a line.')),
                ('told', models.TextField(blank=True, help_text='The problem that the owner was told of by mail.')),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('failed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('retry_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'failed schedule',
                'verbose_name_plural': 'failed schedules',
                'ordering': ['due_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'kind'), name='clinic_pages_one_schedule_failure'), models.CheckConstraint(condition=models.Q(('kind__in', ['publish', 'expire'])), name='clinic_pages_kind_of_schedule_failure')],
            },
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(condition=models.Q(('live', True)), fields=('slug', 'locale'), name='clinic_pages_service_slug_locale', violation_error_message='This slug is already used in this language. Choose another.'),
        ),
        migrations.AlterUniqueTogether(
            name='service',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='clinicpage',
            constraint=models.CheckConstraint(condition=models.Q(('latitude__isnull', True), ('latitude__range', (-90, 90)), _connector='OR'), name='clinic_pages_clinicpage_latitude', violation_error_message='A latitude lies between -90 and 90 degrees.'),
        ),
        migrations.AddConstraint(
            model_name='clinicpage',
            constraint=models.CheckConstraint(condition=models.Q(('longitude__isnull', True), ('longitude__range', (-180, 180)), _connector='OR'), name='clinic_pages_clinicpage_longitude', violation_error_message='A longitude lies between -180 and 180 degrees.'),
        ),
        migrations.AddConstraint(
            model_name='clinicpage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='clinic_pages_clinicpage_both_coordinates', violation_error_message='Enter both latitude and longitude, or neither.'),
        ),
        migrations.AddConstraint(
            model_name='specialday',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='clinic_pages_special_day_ends_after_start', violation_error_message='The last day cannot come before the first day.'),
        ),
        migrations.AddConstraint(
            model_name='specialday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed', True), ('closes__isnull', True), ('opens__isnull', True)), models.Q(('closed', False), ('closes__isnull', False), ('opens__isnull', False)), _connector='OR'), name='clinic_pages_special_day_closed_or_hours', violation_error_message='A special day is either closed or has an opening and a closing time.'),
        ),
        migrations.AddConstraint(
            model_name='telephone',
            constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^(\\+[1-9][0-9]{1,14}[A-Z]{0,12}(;ext=[0-9]{1,7})?|(sms:)?[0-9]{2,6})$')), name='clinic_pages_telephone_number', violation_error_message='A telephone number is stored as +19515550142, a short code as 988.'),
        ),
        migrations.AddConstraint(
            model_name='telephone',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['admissions', 'general', 'fax', 'tty'])), name='clinic_pages_telephone_purpose', violation_error_message='Choose a purpose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='telephone',
            constraint=models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('clinic',), name='clinic_pages_telephone_one_main', violation_error_message='Only one number of a clinic can be the main number.'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(condition=models.Q(('live', True)), fields=('slug', 'locale'), name='clinic_pages_topic_slug_locale', violation_error_message='This slug is already used in this language. Choose another.'),
        ),
        migrations.AlterUniqueTogether(
            name='topic',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='faqitem',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('question'), models.F('locale'), condition=models.Q(('live', True)), name='clinic_pages_faqitem_question_locale', violation_error_message='This question already exists. Edit that one instead.'),
        ),
        migrations.AddConstraint(
            model_name='faqitem',
            constraint=models.CheckConstraint(condition=models.Q(('live', False), ('question__endswith', '?'), ('question__endswith', '？'), _connector='OR'), name='clinic_pages_faqitem_question_mark', violation_error_message='End the question with a question mark.'),
        ),
        migrations.AlterUniqueTogether(
            name='faqitem',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='articlepage',
            constraint=models.CheckConstraint(condition=models.Q(('next_review_due__isnull', True), ('next_review_due__gt', models.F('last_reviewed')), _connector='OR'), name='article_review_is_due_after_it_was_done', violation_error_message='The next review is due after the last one.'),
        ),
        migrations.AddConstraint(
            model_name='articlepage',
            constraint=models.CheckConstraint(condition=models.Q(('medical_reviewer__isnull', True), ('last_reviewed__isnull', False), _connector='OR'), name='article_reviewed_by_somebody_on_a_day', violation_error_message='Enter the day on which the medical reviewer approved this text.'),
        ),
        # What expires is looked for every two seconds.
        migrations.RunSQL(
            "CREATE INDEX clinic_pages_live_until ON wagtailcore_page (expire_at) WHERE live AND expire_at IS NOT NULL",
            "DROP INDEX clinic_pages_live_until",
        ),
    ]
