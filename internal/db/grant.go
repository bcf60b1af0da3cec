package db

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ungranted are what ServiceRole may not do to a table, or to some of its
// columns: secrets are used by functions alone, and the audit trail only grows.
var ungranted = []string{
	"REVOKE INSERT, UPDATE, DELETE ON " + versionTable + " FROM " + ServiceRole,
	"REVOKE ALL ON session, attempt FROM " + ServiceRole,
	"REVOKE INSERT, UPDATE, DELETE ON audit FROM " + ServiceRole,
	"REVOKE INSERT, UPDATE ON audit_pending FROM " + ServiceRole,
	"REVOKE UPDATE, DELETE ON audit_link FROM " + ServiceRole,
	"REVOKE SELECT, UPDATE, DELETE ON login FROM " + ServiceRole,
	"GRANT SELECT (id, county, name, holder, phone_sealed, totp_sealed, once, once_until, demonstration, disabled_at, revoked_at, last_login_at, created_at), " +
		"UPDATE (holder, phone_hash, phone_sealed, totp_sealed, disabled_at, revoked_at) ON login TO " + ServiceRole,
	"REVOKE SELECT ON claim_code FROM " + ServiceRole,
	"GRANT SELECT (county, person, expires_at, made_by, used_at) ON claim_code TO " + ServiceRole,
	"REVOKE INSERT, UPDATE ON import_written FROM " + ServiceRole,
	"REVOKE INSERT, UPDATE ON import_change FROM " + ServiceRole,
	"GRANT UPDATE (sealed) ON import_change TO " + ServiceRole,
	"REVOKE INSERT, UPDATE, DELETE ON referral_allowed, referral_reason FROM " + ServiceRole,
	"REVOKE UPDATE, DELETE ON referral, referral_move FROM " + ServiceRole,
	"GRANT UPDATE (state, moved_at, expires_on, placement) ON referral TO " + ServiceRole,
	"GRANT UPDATE (note) ON referral_move TO " + ServiceRole,
	"REVOKE UPDATE ON export_file FROM " + ServiceRole,
	"GRANT UPDATE (state, said, rows, size, finished_at) ON export_file TO " + ServiceRole,
	"REVOKE INSERT, UPDATE, DELETE ON transfer_allowed FROM " + ServiceRole,
	"REVOKE INSERT, UPDATE, DELETE ON transfer FROM " + ServiceRole,
	"GRANT UPDATE (name, said, reason, state, answered_at) ON transfer TO " + ServiceRole,
	"REVOKE INSERT, UPDATE ON notice FROM " + ServiceRole,
	"GRANT UPDATE (read_at, outside, delivery, person, about) ON notice TO " + ServiceRole,
	"REVOKE UPDATE, DELETE ON referral_ask, complaint FROM " + ServiceRole,
	"GRANT UPDATE (said, state, answer, answered_at, answered_role, referral) ON referral_ask TO " + ServiceRole,
	"REVOKE UPDATE ON saved_search FROM " + ServiceRole,
	"GRANT UPDATE (looked_at) ON saved_search TO " + ServiceRole,
	"GRANT UPDATE (said, contact, phone_sealed, state, answer, answered_at, answered_by) ON complaint TO " + ServiceRole,
}

// grant gives ServiceRole its tables, and the service's login the role.
func grant(ctx context.Context, conn *pgx.Conn, serviceURL string) error {
	cfg, err := pgx.ParseConfig(serviceURL)
	if err != nil {
		return errBadURL
	}
	statements := append([]string{
		"GRANT USAGE ON SCHEMA public, " + JobSchema + ", search, access TO " + ServiceRole,
		"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, " + JobSchema + " TO " + ServiceRole,
		"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, " + JobSchema + " TO " + ServiceRole,
		"GRANT " + ServiceRole + " TO " + pgx.Identifier{cfg.User}.Sanitize(),
	}, ungranted...)
	// Together, so that a running service never has more than it should.
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		for _, sql := range statements {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return fmt.Errorf("grant to %s: %w", ServiceRole, err)
			}
		}
		return nil
	})
}
