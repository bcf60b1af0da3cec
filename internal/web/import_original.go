package web

import (
	"bytes"
	"context"
	"io"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// importOriginal hands out a file as it was sent. It is full of whole numbers:
// that somebody took it is noted.
func (s *Server) importOriginal(c *fiber.Ctx) error {
	f, err := s.Imports.Original(c.UserContext(), s.actor(c), importOf(c), int(min(atoi(c.Query("file")), mostFiles)))
	if err != nil {
		return importRefusal(err)
	}
	data, err := io.ReadAll(io.NewSectionReader(f.Data, 0, f.Size))
	if err != nil {
		return err
	}
	return attach(c, f.Name, data)
}

// attach sends a file to be saved. Browsers do not look into it for what it is.
func attach(c *fiber.Ctx, name string, data []byte) error {
	c.Set(fiber.HeaderContentType, fiber.MIMEOctetStream)
	c.Set(fiber.HeaderContentDisposition, "attachment; filename*=UTF-8''"+url.PathEscape(name))
	return c.Send(data)
}

// importRejected hands out the rows that were not written, or would not be, as a
// workbook in the sender's own layout.
func (s *Server) importRejected(c *fiber.Ctx) error {
	// Tens of thousands of rows take longer than a page may.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), stagingTime)
	defer cancel()
	actor, id := s.actor(c), importOf(c)
	report, err := s.rejectedReport(ctx, actor, id)
	if err != nil {
		return importRefusal(err)
	}
	if report.Rejected == 0 {
		return s.importDone(c, "", &imports.FileError{Code: "empty", Message: "没有退回的行，不用下载"})
	}
	kind, files, err := s.Imports.Kept(ctx, actor, id)
	if err != nil {
		return s.importDone(c, "", err)
	}
	var out bytes.Buffer
	if err := imports.Rejected(&out, files, report); err != nil {
		return importRefusal(err)
	}
	err = s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		return access.Note(ctx, tx, access.OriginalTaken, "import", id, map[string]any{"rejected": report.Rejected})
	})
	if err != nil {
		return err
	}
	return attach(c, kind.Title+"-退回的行-第"+itoa(id)+"号.xlsx", out.Bytes())
}

// rejectedReport is what an import said at its end, or would say now.
func (s *Server) rejectedReport(ctx context.Context, actor db.Actor, id int64) (imports.Report, error) {
	d, err := s.Imports.FindDraft(ctx, actor, id)
	if err != nil || d.State == "draft" && d.Ready {
		return s.draftReport(ctx, actor, d, err)
	}
	ended, over, err := s.Imports.Find(ctx, actor, id)
	if err == nil && !over {
		err = imports.NotReady
	}
	if err == nil {
		err = ended.Err
	}
	return ended.Report, err
}

// draftReport is what a draft that is written now would reject.
func (s *Server) draftReport(ctx context.Context, actor db.Actor, d imports.Draft, err error) (imports.Report, error) {
	report := imports.Report{Kind: d.Kind}
	if err != nil {
		return report, err
	}
	for _, f := range d.Files {
		one := imports.FileReport{File: f.Name}
		for _, sh := range f.Sheets {
			if sh.Read() {
				one.Sheets = append(one.Sheets, imports.SheetReport{Sheet: sh.Name, Rows: sh.Counts.Rows(), HeadingRow: sh.First, LastHeading: sh.Last, Fields: fieldsOf(sh)})
			}
		}
		report.Files = append(report.Files, one)
	}
	for _, state := range []imports.RowState{imports.RowError, imports.RowConflict} {
		rows, err := s.Imports.Rows(ctx, actor, imports.RowQuery{Import: d.Import, State: state, Sheet: -1, Limit: d.Counts[state]})
		if err != nil {
			return report, err
		}
		report.Rejected += len(rows.Rows)
		for _, r := range rows.Rows {
			report.Problems = append(report.Problems, reported(d, sheetOf(rows.Sheets, r), r)...)
		}
	}
	return report, nil
}

// fieldsOf are the fields of a sheet's columns.
func fieldsOf(sh imports.DraftSheet) []string {
	fields := make([]string, len(sh.Columns))
	for i, c := range sh.Columns {
		fields[i] = c.Field
	}
	return fields
}

// reported are a row's problems as an import reports them.
func reported(d imports.Draft, sh imports.DraftSheet, r imports.DraftRow) []imports.Problem {
	var out []imports.Problem
	for _, p := range problemsOf(r) {
		one := imports.Problem{File: d.Files[r.File].Name, Sheet: sh.Name, Row: r.Number, Column: p.Title, Field: p.Field, Severity: p.Severity, Code: p.Code, Message: p.Message}
		if p.Column >= 0 && p.Column < len(sh.Columns) {
			one.Column = sh.Columns[p.Column].Heading
		}
		out = append(out, one)
	}
	return out
}

// fileLinks lead to the files as they were sent.
func fileLinks(d imports.Draft) []templates.Link {
	var links []templates.Link
	for _, f := range d.Files {
		if !f.Kept {
			continue
		}
		text := "下载原文件"
		if len(d.Files) > 1 {
			text += " " + f.Name
		}
		links = append(links, templates.Link{Text: text, To: importPath(d.Import) + "/original?file=" + itoa(int64(f.Number))})
	}
	return links
}
