package web

import (
	"laowu/imports"
	"laowu/internal/web/templates"
)

func columnForms(d imports.Draft) []templates.ImportColumns { return nil }
