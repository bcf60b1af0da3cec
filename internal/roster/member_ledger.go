package roster

// MemberLedger is a query for the members that associations count now, without
// their work, as db.Ledger has it; person is the record's number. An association
// goes by its code where another has its name. A household's number is told
// beside the village where it stands, so where the member's is another, it is
// left out.
const MemberLedger = `
	SELECT p.id AS person, a.code AS association_code, coalesce(v.parent, a.township) AS township_code, p.village AS village_code,
	       coalesce(u.name, t.name) AS township, CASE WHEN a.namesakes = 1 THEN a.name ELSE a.code END AS association, v.name AS village,
	       CASE WHEN h.village = p.village THEN h.number END AS household_number,
	       ` + ledgerPerson + `, p.relation, CASE WHEN p.household IS NULL THEN p.household_kind ELSE k.kind END AS household_kind,
	       CASE WHEN p.household IS NULL THEN p.relocated ELSE h.relocated END AS relocated, ` + ledgerAbout + `, m.joined
	FROM membership m JOIN person p ON p.county = $1 AND p.id = m.person AND p.erased_on IS NULL
	JOIN (SELECT o.id, o.code, o.name, o.township, count(*) OVER (PARTITION BY name_key(o.name)) AS namesakes
	      FROM association o WHERE o.county = $1) a ON a.id = m.association
	JOIN area t ON t.code = a.township
	LEFT JOIN area v ON v.code = p.village
	LEFT JOIN area u ON u.code = v.parent
	LEFT JOIN household h ON h.county = $1 AND h.id = p.household
	LEFT JOIN household_kind k ON k.county = $1 AND k.household = p.household AND k.valid_to IS NULL
	WHERE m.county = $1 AND m.left_on IS NULL`

// ledgerPerson and ledgerAbout are what ledgers say of a person p: who it is,
// and what else is known.
const (
	ledgerPerson = `p.name, p.sex, p.id_sealed AS id_number, p.phone_sealed AS phone`
	ledgerAbout  = `p.registered, p.ethnicity, p.education, p.health, p.able AS ability, p.willing, p.skills,
	       p.wish_trades, p.wish_places, ARRAY[p.wish_wage_min, p.wish_wage_max] AS wish_wage, p.remark`
)
