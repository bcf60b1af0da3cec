package hiring

import "laowu/internal/db"

// sentChannel is how work was found that a referral r came to: an association
// organised it, the person went himself, or the enterprise hired whom an office
// sent.
const sentChannel = "CASE r.sent_role WHEN 'association' THEN 'association' WHEN 'worker' THEN 'self' ELSE 'enterprise' END"

// sentAssociation is the association that sent a referral r; null for others.
const sentAssociation = "CASE r.sent_role WHEN 'association' THEN r.sent_for END"

// FindReferred is the step that tells of work in the intake how it was found,
// where neither row nor record says it and the person was sent to that employer:
// the spell is the same whether the referral or the list is first to report it.
// It stands between the steps that identify and those that write.
func FindReferred(tx *db.Tx) db.Step {
	return db.Step{Name: "how referred people were found", Args: []any{tx.Actor.County, tx.Today()}, SQL: `
		UPDATE intake i SET channel = f.channel, association = coalesce(i.association, f.association)
		FROM (
			SELECT DISTINCT ON (w.seq) w.seq, ` + sentChannel + ` AS channel, ` + sentAssociation + ` AS association
			FROM referral r JOIN who w ON w.person = r.person JOIN intake n USING (seq)
			JOIN opening o ON o.id = r.opening AND o.enterprise = n.enterprise,
			LATERAL (SELECT (r.made_at AT TIME ZONE 'Asia/Shanghai')::date AS day) d
			WHERE r.county = $1 AND r.state IN ('new', 'seen', 'interview', 'accepted') AND r.expires_on >= $2
			  AND (w.is_new OR EXISTS (SELECT FROM spell s JOIN placement p ON p.county = $1 AND p.id = s.id WHERE s.seq = w.seq AND p.channel = ''))
			  AND (n.started >= d.day OR n.started = date_trunc('month', d.day))
			ORDER BY w.seq, array_position('{accepted,interview,seen,new}', r.state), r.made_at, r.id) f
		WHERE i.seq = f.seq AND i.channel IS NULL`}
}

// SettleReferrals is the step after reported work was written: it brings
// referrals in step with the spells of the table spell. Whom a staff list or a
// ledger shows as hired is hired, and whatever else he was sent to is over.
func SettleReferrals(tx *db.Tx) db.Step {
	return db.Step{Name: "referrals of reported work", Args: []any{tx.Today(), tx.Now}, SQL: `
		SELECT access.settle_referrals(array_agg(id), $1, $2) FROM spell HAVING count(*) > 0`}
}
