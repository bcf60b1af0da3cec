// Draws charts from the tables beside them.
import * as echarts from 'echarts/core'
import { BarChart, FunnelChart, LineChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'

echarts.use([AriaComponent, BarChart, CanvasRenderer, FunnelChart, GridComponent, LineChart, MarkLineComponent, SankeyChart, TooltipComponent])
