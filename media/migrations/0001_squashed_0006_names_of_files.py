"""All migrations up to 0006 as one, for new databases."""

import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

from ..uploads.document_fields import CheckedFileField
from ..uploads.fields import CleanImageField
from ..uploads.names import document_path


class Migration(migrations.Migration):

    replaces = [
        ('clinic_media', '0001_initial'),
        ('clinic_media', '0002_clean_image_file'),
        ('clinic_media', '0003_image_facts'),
        ('clinic_media', '0004_versions_and_translations'),
        ('clinic_media', '0005_document_sha256'),
        ('clinic_media', '0006_names_of_files'),
    ]

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClinicDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('file', CheckedFileField(max_length=255, upload_to=document_path, verbose_name='file')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ClinicImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', CleanImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('alt_text', models.CharField(blank=True, help_text='Describe the image for people who cannot see it, in one sentence, as you would on the telephone: “Two counsellors listen to a young man in a bright room.” Leave out “image of” and file names. Include any text that can be read in the image. Leave empty only for decorative images.', max_length=255, verbose_name='alternative text')),
                ('is_decorative', models.BooleanField(default=False, help_text='Tick this if the image adds nothing to the text beside it. Screen readers then skip it, and the alternative text is not used.', verbose_name='decorative')),
                ('caption', models.CharField(blank=True, help_text='Shown below the image, unless a page gives a caption of its own.', max_length=255, verbose_name='caption')),
                ('credit', models.CharField(blank=True, help_text='Who made the image and who allowed its use, as visitors will read it: “Photo: Ana Ruiz”.', max_length=255, verbose_name='credit')),
                ('dominant_color', models.CharField(blank=True, editable=False, max_length=7, verbose_name='dominant colour')),
                ('blur_hash', models.CharField(blank=True, editable=False, max_length=64, verbose_name='blur')),
                ('is_animated', models.BooleanField(editable=False, null=True, verbose_name='animated')),
                ('is_transparent', models.BooleanField(editable=False, null=True, verbose_name='transparent')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ClinicRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='clinic_media.clinicimage')),
            ],
            options={
                'verbose_name': 'rendition',
                'verbose_name_plural': 'renditions',
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='DocumentName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=255)),
                ('superseded_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_names', to='clinic_media.clinicdocument')),
            ],
            options={
                'verbose_name': 'earlier name of a document',
                'verbose_name_plural': 'earlier names of documents',
            },
        ),
        migrations.CreateModel(
            name='ImageTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alt_text', models.CharField(blank=True, max_length=255, verbose_name='alternative text')),
                ('caption', models.CharField(blank=True, max_length=255, verbose_name='caption')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='clinic_media.clinicimage')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
            ],
            options={
                'verbose_name': 'translation of an image',
                'verbose_name_plural': 'translations of images',
            },
        ),
        migrations.CreateModel(
            name='ImageVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=16)),
                ('file', models.CharField(help_text='The name of the original in the storage of images.', max_length=255)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('focal_x', models.FloatField(null=True)),
                ('focal_y', models.FloatField(null=True)),
                ('is_transparent', models.BooleanField(null=True)),
                ('is_animated', models.BooleanField(null=True)),
                ('superseded_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='clinic_media.clinicimage')),
            ],
            options={
                'verbose_name': 'earlier version of an image',
                'verbose_name_plural': 'earlier versions of images',
            },
        ),
        migrations.AddIndex(
            model_name='clinicimage',
            index=models.Index(fields=['file'], name='clinic_media_image_file'),
        ),
        migrations.AddConstraint(
            model_name='clinicimage',
            constraint=models.CheckConstraint(condition=models.Q(('is_decorative', True), models.Q(('alt_text', ''), _negated=True), _connector='OR'), name='clinic_media_image_alt_text_or_decorative', violation_error_message='Describe the image in one sentence for people who cannot see it, or tick “Decorative” if it adds nothing to the text beside it.'),
        ),
        migrations.AddIndex(
            model_name='clinicrendition',
            index=models.Index(fields=['file'], name='clinic_media_rendition_file'),
        ),
        migrations.AddConstraint(
            model_name='clinicrendition',
            constraint=models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='clinic_media_rendition_unique'),
        ),
        migrations.AddConstraint(
            model_name='documentname',
            constraint=models.UniqueConstraint(fields=('document', 'filename'), name='clinic_media_document_name'),
        ),
        migrations.AddConstraint(
            model_name='imagetranslation',
            constraint=models.UniqueConstraint(fields=('image', 'locale'), name='clinic_media_image_translation'),
        ),
        migrations.AddConstraint(
            model_name='imagetranslation',
            constraint=models.CheckConstraint(condition=models.Q(('alt_text', ''), ('caption', ''), _negated=True), name='clinic_media_image_translation_has_words'),
        ),
        migrations.AddIndex(
            model_name='imageversion',
            index=models.Index(fields=['file'], name='clinic_media_version_file'),
        ),
        migrations.AddConstraint(
            model_name='imageversion',
            constraint=models.UniqueConstraint(fields=('image', 'version'), name='clinic_media_image_version'),
        ),
        migrations.AddConstraint(
            model_name='imageversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('focal_x', None), ('focal_y', None)), models.Q(('focal_x__range', (0, 1)), ('focal_y__range', (0, 1))), _connector='OR'), name='clinic_media_image_version_focal_point'),
        ),
    ]
