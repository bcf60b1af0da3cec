package main

import (
	"fmt"
	"regexp"
	"strings"

	"laowu/internal/value"
)

// judge looks through all that was kept.
func (h *hunt) judge() {
	h.Helper()
	size := 0
	for _, t := range h.traces {
		size += len(t.text)
		for _, number := range h.secrets.find(t.text) {
			if !t.allows(number) {
				h.Errorf("%s is in %s%s", number, t.where, around(t.text, number))
			}
		}
		if told := t.redacted(); told != "" {
			h.Errorf("%s holds what looks like a number:%s", t.where, told)
		}
	}
	h.Logf("looked through %d texts of %d kB for %d numbers", len(h.traces), size>>10, len(h.secrets))
}

func (t trace) allows(number string) bool {
	for _, one := range t.may {
		if together(one) == number {
			return true
		}
	}
	return false
}

// quotient is an exact share in a report's JSON, which has as many figures after
// its point as an ID number.
var quotient = regexp.MustCompile(`("(?:share|value)": ?[0-9]+)\.[0-9]+`)

// redacted are the places of a text that look like a number to whoever hides
// them.
func (t trace) redacted() (told string) {
	if t.codes {
		return ""
	}
	columns := strings.ReplaceAll(quotient.ReplaceAllString(bytea.ReplaceAllString(string(t.text), ""), "$1"), "\t", "|")
	for line := range strings.Lines(columns) {
		if hidden := value.Redact(line); hidden != line && len(t.may) == 0 {
			told += fmt.Sprintf("\n\t%.300q", line)
		}
	}
	return told
}

// around is where a number stands.
func around(text []byte, number string) string {
	at := strings.Index(string(text), number)
	if at < 0 {
		return ""
	}
	return fmt.Sprintf(": %q", text[max(0, at-80):min(len(text), at+len(number)+40)])
}
