package main

import (
	"errors"
	"fmt"
	"strings"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// usageError says that the words of a call are wrong.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// plainError is an error whose text is a sentence for people.
type plainError struct{ err error }

func (e *plainError) Error() string { return e.err.Error() }
func (e *plainError) Unwrap() error { return e.err }

func people(err error) error { return &plainError{err} }

// errRejected ends an import that is done, but for rows that were rejected. The
// report has said so.
var errRejected = errors.New("rows were rejected")

// exit says what went wrong and returns the exit code.
func (c *cli) exit(err error) int {
	var u *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejected):
		return exitRejected
	case errors.Is(err, errFaults):
		return exitFailed
	case errors.As(err, &u):
		c.say("usage", u.text)
		return exitUsage
	}
	code, text := explain(err)
	c.say(code, text)
	return exitFailed
}

// say tells what went wrong. An error may quote a row or what was typed:
// numbers of people in it are hidden.
func (c *cli) say(code, text string) {
	text = value.Redact(text)
	if c.asJSON {
		if err := c.print(map[string]any{"error": map[string]string{"code": code, "message": text}}); err == nil {
			return
		}
	}
	fmt.Fprintln(c.err, text)
}

// explain puts an error into words for people. What nobody foresaw is named as
// such.
func explain(err error) (code, text string) {
	var file *imports.FileError
	var said *plainError
	switch {
	case errors.As(err, &file):
		return file.Code, file.Error()
	case errors.As(err, &said):
		return "failed", said.Error()
	case access.Refused(err), errors.Is(err, report.ErrFuture), errors.Is(err, roster.ErrNoRule):
		return "failed", sentence(err)
	case refusal(err) != nil:
		return "failed", refusal(err).Error()
	}
	if text := db.Explain(err); text != "" {
		return "database", text
	}
	return "failed", "没有做完：" + err.Error()
}

// refusal is the known refusal of a login's, an office's, an audit chain's or a
// merge's or a submitted report's keeping that err holds, whose text is a sentence for people; nil where it holds
// none.
func refusal(err error) error {
	for _, known := range []error{
		access.ErrNoLogin, access.ErrHeld, access.ErrTaken, access.ErrLastAdmin, access.ErrOwnRights, access.ErrName, access.ErrCut,
		access.ErrOfficeKind, access.ErrOfficeName, access.ErrOfficePlace, access.ErrOfficeCounty, access.ErrOfficeTownship, access.ErrOfficeKnown,
		access.ErrNoOffice, access.ErrOffices, access.ErrCounty,
		roster.ErrOneRecord, roster.ErrTwoPeople, roster.ErrMergeReason, roster.ErrTangled, roster.ErrNoMerge,
		hiring.ErrNoEnterprise, hiring.ErrEnterprises, hiring.ErrOneEnterprise, hiring.ErrEnterpriseJoined, hiring.ErrIntoJoined, hiring.ErrNotJoined,
		hiring.ErrJoinDay, hiring.ErrJoinReason,
		report.ErrSubmitted, report.ErrNotSubmitted, report.ErrUnchanged, report.ErrSubmitter, report.ErrNoReason,
		report.ErrNoComment, report.ErrLongComment, report.ErrNumberInWords, report.ErrNoUnit,
	} {
		if errors.Is(err, known) {
			return known
		}
	}
	var rests *roster.RestsError
	if errors.As(err, &rests) {
		return rests
	}
	return nil
}

// sentence is the innermost error's text: what was wrapped around it is for
// the log.
func sentence(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error()
}

// flagError turns the flag library's words into the user's.
func flagError(err error) error {
	text := err.Error()
	for from, to := range map[string]string{
		"unknown flag: ": "没有这个选项：", "unknown shorthand flag: ": "没有这个选项：", "flag needs an argument: ": "这个选项后面要有值：",
	} {
		text = strings.ReplaceAll(text, from, to)
	}
	if rest, ok := strings.CutPrefix(text, "invalid argument "); ok {
		text = "选项的值不对：" + rest
	}
	return usage("%s", text)
}
