package value

// HouseholdKind is what a household is to the county's help: 家庭类别.
type HouseholdKind string

// The kinds, as they are stored. The three after Monitored are kinds of it.
const (
	Lifted            HouseholdKind = "lifted"             // 脱贫户; until 2020 建档立卡贫困户
	Monitored         HouseholdKind = "monitored"          // 监测户, of no named kind
	MonitoredUnstable HouseholdKind = "monitored_unstable" // 脱贫不稳定户
	MonitoredMarginal HouseholdKind = "monitored_marginal" // 边缘易致贫户
	MonitoredSudden   HouseholdKind = "monitored_sudden"   // 突发严重困难户
	General           HouseholdKind = "general"            // 一般户
)

// Word is what forms call it.
func (k HouseholdKind) Word() string { return firstWord(householdKinds, k) }

// HouseholdKinds lists the words that people may choose from.
func HouseholdKinds() []string {
	return choices(householdKinds, []HouseholdKind{Lifted, Monitored, MonitoredUnstable, MonitoredMarginal, MonitoredSudden, General})
}

// ParseHouseholdKind reads 家庭类别. Code: unknown_value, also for 低保户 and
// 低收入户, which say nothing on whether the household was registered as poor.
func ParseHouseholdKind(r Raw) (HouseholdKind, Code) { return closed(r, householdKinds) }

var householdKinds = []entry[HouseholdKind]{
	{"脱贫户", Lifted}, {"贫困户", Lifted}, {"建档立卡贫困户", Lifted}, {"建档立卡", Lifted}, {"建档立卡户", Lifted},
	{"一般户", General}, {"一般农户", General}, {"非贫困户", General}, {"监测户", Monitored}, {"边缘易致贫户", MonitoredMarginal},
	{"脱贫不稳定户", MonitoredUnstable}, {"突发严重困难户", MonitoredSudden},
	{"脱贫", Lifted}, {"已脱贫", Lifted}, {"已脱贫户", Lifted}, {"稳定脱贫户", Lifted}, {"脱贫人口", Lifted}, {"贫困", Lifted}, {"贫困人口", Lifted},
	{"建档立卡脱贫户", Lifted}, {"建档立卡贫困人口", Lifted}, {"建档立卡贫困", Lifted}, {"建档立卡人口", Lifted}, {"建档立卡低收入户", Lifted},
	{"一般脱贫户", Lifted}, {"一般贫困户", Lifted}, {"低保贫困户", Lifted}, {"五保贫困户", Lifted}, {"低保脱贫户", Lifted},
	{"监测对象", Monitored}, {"监测", Monitored}, {"监测人口", Monitored}, {"防返贫监测户", Monitored}, {"防返贫监测对象", Monitored}, {"三类户", Monitored},
	{"脱贫不稳定", MonitoredUnstable}, {"不稳定户", MonitoredUnstable}, {"监测户(脱贫不稳定户)", MonitoredUnstable}, {"监测对象(脱贫不稳定户)", MonitoredUnstable},
	{"边缘易致贫", MonitoredMarginal}, {"边缘户", MonitoredMarginal}, {"监测户(边缘易致贫户)", MonitoredMarginal}, {"监测对象(边缘易致贫户)", MonitoredMarginal},
	{"突发严重困难", MonitoredSudden}, {"突发困难户", MonitoredSudden}, {"监测户(突发严重困难户)", MonitoredSudden}, {"监测对象(突发严重困难户)", MonitoredSudden},
	{"普通户", General}, {"普通农户", General}, {"一般", General}, {"非贫困", General}, {"非脱贫户", General}, {"非建档立卡", General}, {"非建档立卡户", General},
	{"非建档立卡贫困户", General}, {"一般家庭", General}, {"普通家庭", General},
}
