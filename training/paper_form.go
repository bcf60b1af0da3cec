package training

import "time"

// ReadRenewal reads the form of a renewal: number, issued, expires, review_on;
// all but issued may be empty. Refusals name the field.
func ReadRenewal(today time.Time, get func(field string) string) (Renewal, error) {
	f := form{get: get}
	r := Renewal{
		Number: f.line("paper", 40, ""), Issued: f.day("issued", "写新证的发证日期"), Expires: f.day("expires", ""), ReviewOn: f.day("review_on", ""),
	}
	if r.Issued.After(today) {
		f.refuse("issued", "发证日期还没到，新证发下来再登记")
	}
	if !r.Expires.IsZero() && r.Expires.Before(r.Issued) {
		f.refuse("expires", ErrDates.Error())
	}
	return r, f.wrong.err()
}

// ReadReview reads the form of a review: reviewed, the day on which it was
// passed. Refusals name the field.
func ReadReview(get func(field string) string) (time.Time, error) {
	f := form{get: get}
	on := f.day("reviewed", "写复审通过的日期")
	return on, f.wrong.err()
}

// PaperRefusals are those of Renew and Review, whose texts go to people as they
// are.
func PaperRefusals() []error {
	return []error{ErrDates, ErrRenewed, ErrOlder, ErrNoReview, ErrReviewed, ErrReviewFuture, ErrReviewEarly}
}
