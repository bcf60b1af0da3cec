package web

import (
	"context"
	"errors"
	"mime/multipart"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// What one may send at once.
const (
	mostFiles    = 50
	longestName  = 120 // of a file, in characters
	stagingTime  = time.Minute
	filesField   = "files"
	importsList  = "/imports"
	importTypes  = ".xlsx,.xlsm,.xls,.csv"
	tooManyFiles = "一次最多送 50 个文件，请分几次送"
)

// importSend keeps what somebody sends as a draft, and leads to it.
func (s *Server) importSend(c *fiber.Ctx) error {
	files, err := sentFiles(c)
	if err != nil {
		return s.refuseFiles(c, err)
	}
	// Sealing some tens of megabytes takes longer than a page may.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), stagingTime)
	defer cancel()
	id, err := s.Imports.Stage(ctx, s.Jobs, s.actor(c), imports.Staged{Files: files})
	var first *imports.Already
	switch {
	case errors.As(err, &first):
		return c.Redirect(importsList+"?same="+itoa(first.Import), fiber.StatusSeeOther)
	case err != nil:
		return s.refuseFiles(c, err)
	}
	return c.Redirect(importPath(id), fiber.StatusSeeOther)
}

func importPath(id int64) string { return importsList + "/" + itoa(id) }

// sentFiles are the files of the form, as they stand in the request.
func sentFiles(c *fiber.Ctx) ([]imports.File, error) {
	form, _ := c.MultipartForm() // refused only where the form is of another sort
	if form == nil {
		return nil, nil
	}
	sent := slices.DeleteFunc(form.File[filesField], func(f *multipart.FileHeader) bool { return f.Filename == "" }) // as browsers say that none was chosen
	if len(sent) > mostFiles {
		return nil, &imports.FileError{Code: "too_large", Message: tooManyFiles}
	}
	var out []imports.File
	for _, f := range sent {
		if f.Size == 0 {
			return nil, &imports.FileError{File: words(f.Filename), Code: "empty", Message: "是空的，里面什么也没有"}
		}
		data, err := f.Open()
		if err != nil {
			return nil, err
		}
		name := []rune(words(f.Filename))
		out = append(out, imports.File{Name: string(name[max(0, len(name)-longestName):]), Data: data, Size: f.Size})
	}
	return out, nil
}

// refuseFiles says under the form why files were not taken.
func (s *Server) refuseFiles(c *fiber.Ctx, err error) error {
	var refused *imports.FileError
	if !errors.As(err, &refused) {
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showImports(c, &templates.Notice{Kind: "bad", What: "没有收下", Then: saidOf(refused)}, templates.Link{})
}

// saidOf is a refusal as a sentence.
func saidOf(e *imports.FileError) string {
	if e.File != "" {
		return "“" + e.File + "”：" + e.Message + "。"
	}
	return e.Message + "。"
}
