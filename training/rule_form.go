package training

import "slices"

// The bounds of what a rule may say.
const (
	leastAge, mostAge = youngest, 100
	mostPerYear       = 50
	mostMonths        = 600
)

// ReadSubsidyRule reads the form of a rule of subsidies: valid_from, men, women,
// students, once, per_year, source. Refusals name the field.
func ReadSubsidyRule(get func(field string) string) (SubsidyRule, error) {
	f := form{get: get}
	r := SubsidyRule{
		ValidFrom: f.day("valid_from", "写从哪天起"), MenBelow: f.count("men", leastAge, mostAge, "写男的多少岁以下"), WomenBelow: f.count("women", leastAge, mostAge, "写女的多少岁以下"),
		Students: get("students") != "", Once: get("once") != "", PerYear: f.count("per_year", 1, mostPerYear, "写一年最多几次"),
		Source: f.line("source", 200, "写依据的文件，别人才查得到"),
	}
	return r, f.wrong.err()
}

// AgingKinds are the kinds of certificates that a rule may be about: a
// completion certificate only says that somebody was there.
func AgingKinds() []CertificateKind {
	return []CertificateKind{SpecialOperation, ConstructionOperation, SpecialEquipment, DrivingLicence, Qualification, Skill}
}

// ReadCertificateRule reads the form of a rule of certificates: kind,
// valid_from, term, review, source; term or review may be empty, not both.
// Refusals name the field.
func ReadCertificateRule(get func(field string) string) (CertificateRule, error) {
	f := form{get: get}
	r := CertificateRule{Kind: CertificateKind(get("kind")), ValidFrom: f.day("valid_from", "写从哪天起"), Source: f.line("source", 200, "写依据的文件，别人才查得到")}
	if !slices.Contains(AgingKinds(), r.Kind) {
		f.refuse("kind", "选一种证书")
	}
	term, review := f.count("term", 1, mostMonths, ""), f.count("review", 1, mostMonths, "")
	if term > 0 {
		r.TermMonths = &term
	}
	if review > 0 {
		r.ReviewMonths = &review
	}
	if term == 0 && review == 0 {
		f.refuse("term", "有效期和复审至少写一样")
	}
	if term > 0 && review > term {
		f.refuse("review", "复审间隔不能比有效期长")
	}
	return r, f.wrong.err()
}
