// What a program in Go reads with a generated client: read http://127.0.0.1:8000
package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"clinic"
)

func main() {
	configuration := clinic.NewConfiguration()
	configuration.Servers = clinic.ServerConfigurations{{URL: os.Args[1]}}
	client := clinic.NewAPIClient(configuration)
	ctx := context.Background()

	found, _, err := client.PagesAPI.PagesFind(ctx).HtmlPath("/articles/what-is-addiction/").Execute()
	check(err)
	page, _, err := client.PagesAPI.PagesDetail(ctx, found.AnyPage.ArticlePage.Id).Execute()
	check(err)
	article := page.ArticlePage
	moved, _, err := client.PagesAPI.PagesFind(ctx).HtmlPath("/first-week").Execute()
	check(err)
	questions, _, err := client.FaqsAPI.FaqsList(ctx).Fields("*").Execute()
	check(err)
	site, _, err := client.SiteAPI.SiteRead(ctx).Execute()
	check(err)

	blocks, headings, text := []string{}, []string{}, ""
	for _, block := range article.Body {
		value := block.GetActualInstance()
		switch block := value.(type) {
		case *clinic.HeadingBlock:
			headings = append(headings, block.Value.Text)
			blocks = append(blocks, string(block.Type))
		case *clinic.RichTextBlock:
			blocks = append(blocks, string(block.Type))
			if text == "" {
				text = *block.Value.String
			}
		default:
			blocks = append(blocks, typeOf(value))
		}
	}
	listing := []string{}
	for _, question := range questions.Items {
		listing = append(listing, question.Question)
	}
	menus := map[string][]string{}
	for place, menu := range site.Menus {
		labels := []string{}
		for _, item := range menu.Items {
			labels = append(labels, item.Label)
		}
		menus[place] = labels
	}

	_, missing, err := client.PagesAPI.PagesDetail(ctx, 999999).Execute()
	var failure *clinic.GenericOpenAPIError
	if !errors.As(err, &failure) {
		panic("no error for a page that does not exist")
	}
	problem := failure.Model().(clinic.ProblemDocument)

	check(json.NewEncoder(os.Stdout).Encode(map[string]interface{}{
		"found":    found.AnyPage.ArticlePage.Id,
		"title":    article.Title,
		"type":     article.Meta.Type,
		"blocks":   blocks,
		"text":     text,
		"headings": headings,
		"redirect": moved.RedirectRepresentation.Redirect.To,
		"listing":  listing,
		"total":    questions.Meta.CountedListingMeta.TotalCount,
		"menus":    menus,
		"problem":  []interface{}{missing.StatusCode, problem.Detail},
		"whole":    article,
	}))
}

// typeOf is what a block of any type says of itself.
func typeOf(block interface{}) string {
	encoded, err := json.Marshal(block)
	check(err)
	var decoded struct{ Type string }
	check(json.Unmarshal(encoded, &decoded))
	return decoded.Type
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
