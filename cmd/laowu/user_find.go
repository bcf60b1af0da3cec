package main

import (
	"errors"

	"laowu/internal/hiring"
)

// organisationError tells people which organisation a call meant, where it is none or
// several; other errors stay.
func organisationError(err error) error {
	for _, known := range []error{hiring.ErrNoAssociation, hiring.ErrNoEmployer, hiring.ErrSeveral} {
		if errors.Is(err, known) {
			return people(err)
		}
	}
	return err
}
