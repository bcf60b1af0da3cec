package value

// Status is where a person works: 从业状态. An open list: what is not known
// here is no status and no problem.
type Status string

// The statuses, as they are stored.
const (
	WorksAway  Status = "away"    // outside the county
	WorksHere  Status = "local"   // in the county
	NoWork     Status = "none"    // looks for work, or could
	OffMarket  Status = "off"     // at school, ill, retired
	FarmsAlone Status = "farming" // on the own land
)

// Word is what forms call it.
func (s Status) Word() string { return firstWord(statuses, s) }

// ParseStatus reads 从业状态; empty where the word is not known.
func ParseStatus(r Raw) Status {
	s, _ := closed(r, statuses)
	return s
}

var statuses = []entry[Status]{
	{"外出务工", WorksAway}, {"县内务工", WorksHere}, {"未就业", NoWork},
	{"县外务工", WorksAway}, {"省外务工", WorksAway}, {"省内县外务工", WorksAway}, {"县外省内务工", WorksAway}, {"市内县外务工", WorksAway},
	{"在外务工", WorksAway}, {"外出就业", WorksAway}, {"县外就业", WorksAway}, {"省外就业", WorksAway}, {"外出", WorksAway}, {"外出打工", WorksAway},
	{"本县务工", WorksHere}, {"县内就业", WorksHere}, {"本地务工", WorksHere}, {"本地就业", WorksHere}, {"就近务工", WorksHere}, {"就近就业", WorksHere},
	{"就地就近就业", WorksHere}, {"乡内务工", WorksHere}, {"乡外县内务工", WorksHere}, {"县内打工", WorksHere},
	{"待业", NoWork}, {"失业", NoWork}, {"无业", NoWork}, {"未务工", NoWork}, {"在家", NoWork}, {"赋闲", NoWork}, {"在家待业", NoWork}, {"未外出", NoWork}, {"返乡", NoWork}, {"已返乡", NoWork},
	{"务农", FarmsAlone}, {"在家务农", FarmsAlone}, {"种地", FarmsAlone},
	{"在校", OffMarket}, {"在校学生", OffMarket}, {"学生", OffMarket}, {"上学", OffMarket}, {"退休", OffMarket}, {"参军", OffMarket}, {"服役", OffMarket},
}

// AssociationForm says how villages formed an association: 组建方式. An open
// list too.
type AssociationForm string

// The forms, as they are stored.
const (
	Sole  AssociationForm = "sole"  // 单建: one village
	Joint AssociationForm = "joint" // 合建: several
)

// Word is what forms call it.
func (f AssociationForm) Word() string { return firstWord(associationForms, f) }

// ParseAssociationForm reads 组建方式; empty where the word is not known.
func ParseAssociationForm(r Raw) AssociationForm {
	f, _ := closed(r, associationForms)
	return f
}

var associationForms = []entry[AssociationForm]{
	{"单建", Sole}, {"单独组建", Sole}, {"单村建", Sole}, {"独建", Sole}, {"合建", Joint}, {"联建", Joint}, {"联合组建", Joint}, {"合并组建", Joint}, {"联村共建", Joint},
}
