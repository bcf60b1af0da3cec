package training

import (
	"strings"
	"time"

	"laowu/internal/value"
)

// ReadRenewal reads the form of a renewal: number, issued, expires, review_on;
// all but issued may be empty. Refusals name the field.
func ReadRenewal(today time.Time, get func(field string) string) (Renewal, error) {
	f := form{get: get}
	r := Renewal{
		Number: f.paperNumber("paper"), Issued: f.day("issued", "写新证的发证日期"), Expires: f.day("expires", ""), ReviewOn: f.day("review_on", ""),
	}
	if r.Issued.After(today) {
		f.refuse("issued", "发证日期还没到，新证发下来再登记")
	}
	if !r.Expires.IsZero() && r.Expires.Before(r.Issued) {
		f.refuse("expires", ErrDates.Error())
	}
	return r, f.wrong.err()
}

// paperNumber reads the number of a paper: 22 characters of a skill
// certificate are one, an ID or telephone number is not to be written here. A
// permit's number is T and the holder's ID number, which the record has.
func (f *form) paperNumber(field string) string {
	const most = 40
	text := strings.ToUpper(value.Key(f.get(field)))
	if len(text) > most {
		f.refuse(field, "证书编号太长了，请核对")
	}
	digits := func(r rune) bool { return (r < '0' || r > '9') && r != 'X' }
	for _, run := range strings.FieldsFunc(text, digits) {
		id, code := value.ParseIDNumber(value.Raw{Text: run}, value.Day{})
		phone, _ := value.ParsePhone(value.Raw{Text: run})
		if !id.IsZero() || code == value.IDChecksum || phone.Mobile() {
			f.refuse(field, "不要写身份证号码和电话号码；编号就是身份证号码的，空着就行")
		}
	}
	return text
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
