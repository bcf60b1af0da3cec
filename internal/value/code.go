package value

// Code says what is wrong with a cell or a row. The words are fixed: other
// offices' programs read them.
type Code string

// Errors: the row is rejected.
const (
	Missing            Code = "missing"
	IDLength           Code = "id_length"
	IDChecksum         Code = "id_checksum"
	IDBirthDate        Code = "id_birth_date"
	IDPrecisionLost    Code = "id_precision_lost"
	USCCChecksum       Code = "uscc_checksum"
	PhoneFormat        Code = "phone_format"
	DateFormat         Code = "date_format"
	DateOrder          Code = "date_order"
	NumberFormat       Code = "number_format"
	NumberRange        Code = "number_range"
	UnknownValue       Code = "unknown_value"
	UnknownAssociation Code = "unknown_association"
	UnknownVillage     Code = "unknown_village"
	UnknownWorker      Code = "unknown_worker"
	UnknownEnterprise  Code = "unknown_enterprise"
	UnknownPlacement   Code = "unknown_placement"
	NameMismatch       Code = "name_mismatch" // a warning in members: the caller says so
	DuplicateInFile    Code = "duplicate_in_file"
	Conflict           Code = "conflict"
	UnderAge           Code = "under_age"
)

// Warnings: the row is kept.
const (
	SexMismatch      Code = "sex_mismatch"
	AgeMismatch      Code = "age_mismatch"
	DateAmbiguous    Code = "date_ambiguous"
	IDUpgraded       Code = "id_15_upgraded"
	WageBelowMinimum Code = "wage_below_minimum"
	Overlap          Code = "overlap"
)

const (
	severityError   = "error"
	severityWarning = "warning"
)

type meaning struct {
	code     Code
	severity string
	message  string
}

// meanings holds every code in the contract's order.
var meanings = []meaning{
	{Missing, severityError, "这一格不能空着，请填上"},
	{IDLength, severityError, "身份证号码应是 18 位（旧证 15 位），请看看是否多写或漏写"},
	{IDChecksum, severityError, "身份证号码校验码不正确，请对照身份证逐位核对"},
	{IDBirthDate, severityError, "身份证号码里的出生日期不存在或还没到，请核对第 7 到 14 位"},
	{IDPrecisionLost, severityError, "身份证号码存成了数字，后几位已经丢失；请把这一列设为文本格式，再照身份证重新填写"},
	{USCCChecksum, severityError, "统一社会信用代码不正确：应是 18 位数字和大写字母，其中没有 I、O、S、V、Z；请对照营业执照核对"},
	{PhoneFormat, severityError, "电话号码不正确：手机号应是 1 开头的 11 位，座机请带上区号"},
	{DateFormat, severityError, "看不懂这个日期，请写成 2019-04-01、2019.4 或 2019年4月"},
	{DateOrder, severityError, "结束日期早于开始日期，请核对这两个日期"},
	{NumberFormat, severityError, "看不懂这个数，请用阿拉伯数字填写，如 30、3500 或 3500-4500"},
	{NumberRange, severityError, "这个数不合理，请核对：不能是负数，不能大得离谱，范围要从小写到大"},
	{UnknownValue, severityError, "不是可以填的内容，请从规定的选项里选一个"},
	{UnknownAssociation, severityError, "没有找到这个务工协会，请核对名称，或先导入务工协会名册"},
	{UnknownVillage, severityError, "没有找到这个行政村，请核对乡镇和村名，或先导入务工协会名册"},
	{UnknownWorker, severityError, "没有找到这个人，请核对身份证号码，或先导入会员花名册"},
	{UnknownEnterprise, severityError, "没有找到这家企业，请核对名称和统一社会信用代码，或先导入企业名册"},
	{UnknownPlacement, severityError, "没有找到这个人在这家单位的务工记录，请核对单位和日期，或先导入就业名册"},
	{NameMismatch, severityError, "这个身份证号码登记的是另一个姓名，请核对姓名和号码"},
	{DuplicateInFile, severityError, "和前面的一行重复，只收第一行；请删去这一行"},
	{Conflict, severityError, "这个人已是另一个务工协会的会员，请在“转会”那一页请对方转过来"},
	{UnderAge, severityError, "开始务工时不满 16 周岁，不能登记；请核对身份证号码和日期"},
	{SexMismatch, severityWarning, "性别和身份证号码不一致，已按身份证号码登记；请核对"},
	{AgeMismatch, severityWarning, "年龄和身份证号码不一致，已按身份证号码计算；请核对"},
	{DateAmbiguous, severityWarning, "分不清是 1 月还是 10 月，日期先空着；请把这一格设为文本格式，写成 2019-01 或 2019-10"},
	{IDUpgraded, severityWarning, "15 位的旧身份证号码已换算成 18 位，请核对"},
	{WageBelowMinimum, severityWarning, "工资低于当地最低工资标准，请核对"},
	{Overlap, severityWarning, "和另一份全职工作的时间重叠，请核对起止日期"},
}

// Codes lists every code in the contract's order.
func Codes() []Code {
	out := make([]Code, len(meanings))
	for i, m := range meanings {
		out[i] = m.code
	}
	return out
}

// Severity is "error" where the row is rejected, "warning" where it is kept.
func (c Code) Severity() string { return c.meaning().severity }

// Message is the sentence for the clerk: what is wrong and the way out. It
// never holds what the cell said.
func (c Code) Message() string { return c.meaning().message }

func (c Code) meaning() meaning {
	for _, m := range meanings {
		if m.code == c {
			return m
		}
	}
	return meaning{c, severityError, string(c)}
}
