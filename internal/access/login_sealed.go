package access

// SealedLogins are the columns of logins that are sealed.
func SealedLogins() []Sealed {
	return []Sealed{
		{Table: "login", Key: []string{"id"}, Column: "phone_sealed", Field: Phone, County: "county"},
		{Table: "login", Key: []string{"id"}, Column: "totp_sealed", Field: factorField, County: "county"},
	}
}
