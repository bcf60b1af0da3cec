package main

import (
	"context"
	"regexp"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// heldUp are those who wait to read a table that is locked.
const heldUp = " FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relnamespace = 'public'::regnamespace AND NOT l.granted" +
	" AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"

// held holds everybody up who reads a table, begins something that does, keeps
// what the server is at then and what lies in the data folder, and goes on.
func (h *hunt) held(table, what string, begin, then func()) {
	h.Helper()
	tx, err := h.owner().Begin(h.Context())
	if err == nil {
		_, err = tx.Exec(h.Context(), "LOCK TABLE "+table+" IN ACCESS EXCLUSIVE MODE")
	}
	if err != nil {
		h.Fatal(err)
	}
	begin()
	for h.number(h.T, "SELECT count(*)"+heldUp) == 0 {
	}
	h.keep("statements while "+what, []byte(h.text(h.T, `
		SELECT coalesce(string_agg(query, E'\n'), '') FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)))
	h.keepFiles("while " + what)
	then()
	if err := tx.Rollback(h.Context()); err != nil {
		h.Fatal(err)
	}
}

// cut takes the connection from whoever is held up.
func (h *hunt) cut() { h.number(h.T, "SELECT count(pg_terminate_backend(pid))"+heldUp) }

var (
	tags        = regexp.MustCompile(`<[^>]+>`)
	everyPerson = regexp.MustCompile(`/people/[0-9]+`)
)

// numbersOf are the numbers of the person of a page.
func (h *hunt) numbersOf(page string) (id, phone string) {
	h.Helper()
	h.within(h.T, func(_ context.Context, a *app) {
		for column, of := range map[string]struct {
			field access.Field
			into  *string
		}{"id_sealed": {access.IDNumber, &id}, "phone_sealed": {access.Phone, &phone}} {
			var sealed []byte
			h.read(h.T, "SELECT "+column+" FROM person WHERE id = "+page[len("/people/"):], &sealed)
			plain, err := a.vault.Open("141123", of.field, sealed)
			if err != nil {
				h.Fatal(err)
			}
			*of.into = string(plain)
		}
	})
	return id, phone
}

// timers do what the clock does some day: records and files of long ago go.
func (h *hunt) timers() {
	h.Helper()
	exec(h.T, h.office.env["LAOWU_DATABASE_URL"], `
		UPDATE import SET created_at = created_at - interval '2 months', finished_at = finished_at - interval '2 months' WHERE id < 10;
		UPDATE person SET announced_on = '2020-01-01', created_at = '2018-01-01', updated_at = '2018-01-01' WHERE id % 10 = 0`)
	h.within(h.T, func(ctx context.Context, a *app) {
		err := a.db.Tx(ctx, a.actor(), func(tx *db.Tx) error {
			if _, err := roster.Retain(ctx, tx, true); err != nil {
				return err
			}
			old, err := imports.ForgetFiles(ctx, tx, true)
			if len(old) == 0 {
				h.Error("no file was forgotten")
			}
			return err
		})
		if err != nil {
			h.Fatal(err)
		}
	})
}
