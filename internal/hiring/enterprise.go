package hiring

// Enterprise is an employer, known by its unified social credit code.
type Enterprise struct {
	ID           int64
	County       string // the keeping county
	USCC         string // GB 32100-2015, 18 characters
	Name         string
	Industry     string
	Place        string // division code, empty where outside areas.csv
	PlaceText    string
	ContactName  string
	ContactPhone string
}
