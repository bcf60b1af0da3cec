package access

import (
	"context"
	"errors"
	"math"
	"regexp"
	"testing"
)

// What people are given to type is drawn anew each time and as long as
// docs/security.md says.
func TestCodesAreLong(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	person, _ := c.person(t, "王强", "997")
	for name, one := range map[string]struct {
		draw  func() string
		form  string
		least float64 // bits
	}{
		"one-time password": {oncePassword, `^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$`, 79},
		"claim code":        {func() string { return c.code(t, actor(), person) }, `^([A-HJKMNP-Z2-9]{4}-){2}[A-HJKMNP-Z2-9]{4}$`, 59},
	} {
		form, seen, letters := regexp.MustCompile(one.form), map[string]bool{}, map[rune]bool{}
		length := 0
		for range 200 {
			code := one.draw()
			if !form.MatchString(code) || seen[code] {
				t.Errorf("%s: %s", name, code)
			}
			seen[code], length = true, 0
			for _, r := range code {
				if r != '-' {
					letters[r] = true
					length++
				}
			}
		}
		if bits := float64(length) * math.Log2(float64(len(letters))); bits < one.least {
			t.Errorf("%s has %.1f bits, %.0f are said", name, bits, one.least)
		}
	}
}

// No more passwords are looked at than there are slots; who waits longer than
// his request lasts is refused, not let in.
func TestSecretsAreLookedAtInTurn(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for range cap(c.gate.slots) {
		c.gate.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if ok, err := c.gate.matches(ctx, password, dummy); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("matches: %v, %v", ok, err)
	}
	if _, err := c.gate.hash(ctx, password); !errors.Is(err, context.Canceled) {
		t.Errorf("hash: %v", err)
	}
	c.gate.leave()
	if ok, err := c.gate.matches(t.Context(), "nobody's", dummy); !ok || err != nil {
		t.Errorf("with a slot free: %v, %v", ok, err)
	}
}
