package value

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestCodes(t *testing.T) {
	t.Parallel()
	errors := []Code{
		"missing", "id_length", "id_checksum", "id_birth_date", "id_precision_lost", "uscc_checksum", "phone_format", "date_format",
		"date_order", "number_format", "number_range", "unknown_value", "unknown_association", "unknown_village", "unknown_worker",
		"unknown_enterprise", "unknown_placement", "name_mismatch", "duplicate_in_file", "conflict", "under_age",
	}
	warnings := []Code{"sex_mismatch", "age_mismatch", "date_ambiguous", "id_15_upgraded", "wage_below_minimum", "overlap"}
	if got := Codes(); !slices.Equal(got, slices.Concat(errors, warnings)) {
		t.Errorf("Codes() = %v", got)
	}
	said := map[string]Code{}
	for _, c := range Codes() {
		if want := map[bool]string{true: "warning", false: "error"}[slices.Contains(warnings, c)]; c.Severity() != want {
			t.Errorf("%s is a %s, want %s", c, c.Severity(), want)
		}
		m := c.Message()
		if before, ok := said[m]; ok || utf8.RuneCountInString(m) < 8 || m == string(c) {
			t.Errorf("%s says %q, as %s does", c, m, before)
		}
		said[m] = c
	}
	if Code("other").Severity() != "error" || Code("other").Message() != "other" {
		t.Error("an unknown code is an error that says its own name")
	}
}
