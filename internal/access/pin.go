package access

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// The rules of PINs, which workers type on a telephone.
const (
	leastPIN = 6 // digits
	mostPIN  = 20
)

// The refusals of PINs; their texts go to people as they are.
var (
	ErrPINShort = errors.New("密码要 6 位以上，只用数字")
	ErrPINPlain = errors.New("这个密码太好猜，请不要用 123456、111111 这样的")
	ErrPINOwn   = errors.New("请不要用生日、身份证号或手机号里的数字做密码")
)

// commonPINs are often chosen beside runs and repeated digits.
var commonPINs = []string{
	"112233", "123321", "121212", "131420", "147258", "147852", "159357", "159753", "168168", "188188", "200000", "258369", "369258",
	"520131", "5201314", "520520", "521521", "654123", "666888", "668899", "789456", "789456123", "888666", "987321", "998877", "100200",
	"110110", "110119", "119119", "120120", "123000", "123789", "1234512345", "102030", "010203", "963852", "741852", "852963",
}

// CheckPIN refuses a PIN that is easily guessed of somebody: phone in full,
// birth as a day.
func CheckPIN(pin, phone string, birth time.Time) error {
	switch {
	case len(pin) < leastPIN || len(pin) > mostPIN || !onlyDigits(pin):
		return ErrPINShort
	case plainRun(pin), slices.Contains(commonPINs, pin):
		return ErrPINPlain
	case phone != "" && strings.Contains(phone, pin), bornThen(pin, birth):
		return ErrPINOwn
	}
	return nil
}

func bornThen(pin string, birth time.Time) bool {
	if birth.IsZero() {
		return false
	}
	return slices.ContainsFunc([]string{"20060102", "060102", "200612", "010206", "01022006", "200601"}, func(layout string) bool {
		return pin == birth.Format(layout)
	})
}
