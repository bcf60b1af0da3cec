package roster

// ownAsks are what 王建 has his association ask about, a search that he keeps, and
// the words in which he named an employer.
const ownAsks = `
	INSERT INTO referral_ask (county, person, opening, association, said, asked_at, state, answer, answered_at) VALUES
	  ('141123', 1, 1, 1, '女的要不要', '2026-11-20', 'open', '', NULL), ('141123', 1, 2, 1, '', '2026-11-20', 'refused', '单位嫌岁数大', '2026-11-21');
	INSERT INTO saved_search (county, person, name, question, saved_at, looked_at) VALUES ('141123', 1, '给媳妇找的', 'q=保姆', '2026-11-20', '2026-11-20');
	UPDATE followup_case SET employer = '后山砖厂'`
