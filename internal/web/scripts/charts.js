// Draws charts from the tables beside them: figure.drawn says of which kind, and
// the cells with data-drawn are its numbers, a series each column. What a chart
// says stands in its table; on a phone the table is folded away under it.
import * as echarts from 'echarts/core'
import { BarChart, LineChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'

echarts.use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, SankeyChart, TooltipComponent])

const root = document.documentElement
const token = (name) => getComputedStyle(root).getPropertyValue(name).trim()
const rem = () => parseFloat(getComputedStyle(root).fontSize)
const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',')
const colour = (i) => token('--chart-' + (i % 8 + 1))
const narrow = (width) => width < 33 * rem()

// read takes the numbers out of a figure's table: the names of its rows, and for
// each column that is drawn its name and numbers.
function read(figure) {
  const heads = [...figure.querySelectorAll('thead th')].map((h) => h.textContent.trim())
  const names = []
  const series = []
  for (const row of figure.querySelectorAll('tbody tr')) {
    const cells = [...row.children]
    if (!cells.some((c) => c.dataset.drawn)) continue
    names.push(cells[0].textContent.trim())
    cells.forEach((c, i) => {
      if (!c.dataset.drawn) return
      const one = series.find((s) => s.at === i) || series[series.push({ at: i, name: heads[i], data: {} }) - 1]
      one.data[names.length - 1] = Number(c.dataset.drawn)
    })
  }
  series.forEach((s) => { s.data = names.map((_, i) => (i in s.data ? s.data[i] : null)) })
  return { names, series, unit: figure.dataset.unit || '' }
}

function base() {
  return {
    animation: false, // figures stand still, for who asked for less motion too
    textStyle: { fontFamily: token('--font'), fontSize: 0.875 * rem(), color: token('--ink') },
    tooltip: {
      renderMode: 'richText', // drawn, as the page allows no style of a script's
      confine: true,
      textStyle: { fontFamily: token('--font'), fontSize: 0.875 * rem(), color: token('--ink') },
    },
  }
}

// together adds up the rows after the first few, so that each is tall enough to
// be read.
function together(t, most, unit) {
  if (t.names.length <= most + 1) return t
  const rest = t.names.length - most
  return {
    ...t,
    names: [...t.names.slice(0, most), '其余 ' + rest + ' 个' + unit],
    series: t.series.map((s) => ({ ...s, data: [...s.data.slice(0, most), s.data.slice(most).reduce((a, b) => a + b, 0)] })),
  }
}

const sum = (all) => all.reduce((a, b) => a + b, 0)

// flow is a Sankey from the rows to the columns.
function flow(table, width) {
  const small = narrow(width)
  const t = together(table, small ? 5 : 9, small ? '' : '乡镇')
  const goes = t.series.filter((s) => sum(s.data) > 0)
  const label = (name, n) => name + '\n' + number(n)
  const left = t.names.map((name, i) => ({ name: 'from' + i, itemStyle: { color: token('--ink-2') }, label: { position: 'left', formatter: label(name, sum(t.series.map((s) => s.data[i]))) } }))
  const right = goes.map((s) => ({ name: 'to' + s.at, itemStyle: { color: colour(table.series.findIndex((w) => w.at === s.at)) }, label: { position: 'right', formatter: label(s.name, sum(s.data)) } }))
  const names = {}
  t.names.forEach((name, i) => { names['from' + i] = name })
  goes.forEach((s) => { names['to' + s.at] = s.name })
  const links = []
  goes.forEach((s) => s.data.forEach((value, i) => value > 0 && links.push({ source: 'from' + i, target: 'to' + s.at, value })))
  const side = (small ? 5.2 : 6) * rem()
  const o = base()
  o.tooltip.formatter = (p) => p.dataType === 'edge'
    ? names[p.data.source] + '到' + names[p.data.target] + '：' + number(p.data.value) + ' ' + t.unit
    : names[p.name] + '：' + number(p.value) + ' ' + t.unit
  o.series = [{
    type: 'sankey', left: side, right: side, top: rem(), bottom: rem(), nodeWidth: 8, nodeGap: (small ? 1.4 : 1.1) * rem(), layoutIterations: 0, draggable: false,
    data: [...left, ...right], links, emphasis: { focus: 'adjacency' },
    label: { fontSize: (small ? 0.8 : 0.875) * rem(), lineHeight: 1.15 * rem(), color: token('--ink'), fontFamily: token('--font') },
    lineStyle: { color: 'target', opacity: 0.5, curveness: 0.5 },
  }]
  return [o, (small ? 34 : 40) * rem()]
}

// bars lie one under the other, the first row on top.
function bars(t, width, stacked) {
  const o = base()
  const size = 0.875 * rem()
  const several = t.series.length > 1
  o.tooltip.trigger = 'axis'
  o.tooltip.axisPointer = { type: 'shadow' }
  o.tooltip.formatter = (all) => all[0].name + '\n' + all.map((p) => p.seriesName + '：' + (p.value == null ? '没有' : number(p.value) + ' ' + t.unit)).join('\n')
  o.legend = { show: several, top: 0, left: 0, itemWidth: 14, itemHeight: 14, textStyle: { fontSize: size, color: token('--ink-2') } }
  o.grid = { left: 0, right: 3.4 * rem(), top: several ? 2.4 * rem() : 0, bottom: 0, containLabel: true }
  o.xAxis = { type: 'value', axisLabel: { show: false }, splitLine: { show: false }, minInterval: 1 }
  o.yAxis = {
    type: 'category', inverse: true, data: t.names, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--line-2') } },
    axisLabel: { fontSize: size, color: token('--ink'), width: 7 * rem(), overflow: 'truncate', interval: 0 },
  }
  const state = { 达标: '--ok', 临近底线: '--risk', 不达标: '--bad' }
  o.series = t.series.map((s, i) => ({
    type: 'bar', name: s.name, data: s.data, stack: stacked ? 'all' : undefined, barMaxWidth: 1.1 * rem(), barGap: '15%',
    itemStyle: { color: state[s.name] ? token(state[s.name]) : colour(several ? i : 1), borderColor: token('--surface'), borderWidth: stacked ? 1 : 0 },
    label: { show: true, position: stacked ? 'inside' : 'right', fontSize: 0.8125 * rem(), color: token(stacked ? '--surface' : '--ink-2'), formatter: (p) => (p.value ? number(p.value) : stacked ? '' : '0') },
  }))
  return [o, ((several && !stacked ? 1.25 * t.series.length + 0.9 : 2.1) * t.names.length + (several ? 3 : 0.5)) * rem()]
}

function line(t) {
  const o = base()
  const size = 0.875 * rem()
  o.tooltip.trigger = 'axis'
  o.tooltip.formatter = (all) => all[0].name + '\n' + all.map((p) => p.seriesName + '：' + (p.value == null ? '没有' : p.value + t.unit)).join('\n')
  o.legend = { top: 0, left: 0, textStyle: { fontSize: size, color: token('--ink-2') } }
  o.grid = { left: 0, right: rem(), top: 2.4 * rem(), bottom: 0, containLabel: true }
  o.xAxis = { type: 'category', data: t.names, axisLabel: { fontSize: size, color: token('--ink-2'), hideOverlap: true } }
  o.yAxis = { type: 'value', min: 0, max: 100, axisLabel: { fontSize: size, color: token('--ink-2'), formatter: '{value}' + t.unit } }
  o.series = t.series.map((s, i) => ({ type: 'line', name: s.name, data: s.data, symbolSize: 9, symbol: i ? 'diamond' : 'circle', lineStyle: { type: i ? 'dashed' : 'solid' }, itemStyle: { color: colour(1 - i) } }))
  return [o, 16 * rem()]
}

const kinds = { flow, bars, line, stack: (t, width) => bars(t, width, true), steps: bars }

// draw draws a figure as wide as it is now.
function draw(figure, chart) {
  const canvas = figure.querySelector('.canvas')
  const width = canvas.clientWidth
  const drawn = kinds[figure.dataset.chart](read(figure), width)
  const option = drawn[0]
  const height = drawn[1]
  option.aria = { enabled: true, label: { description: canvas.getAttribute('aria-label') } }
  if (figure.dataset.chart === 'stack') option.aria.decal = { show: true } // three states are told by more than their colour
  canvas.style.height = Math.round(height) + 'px'
  chart.resize({ width, height: Math.round(height) })
  chart.setOption(option, true)
}

function start(figure) {
  if (!kinds[figure.dataset.chart] || !read(figure).series.length) return
  const canvas = figure.querySelector('.canvas')
  canvas.hidden = false
  const chart = echarts.init(canvas, null, { renderer: 'canvas', width: canvas.clientWidth, height: 200 })
  const fold = figure.querySelector('details')
  fold.classList.add('drawn-fold')
  if ('wide' in fold.dataset || narrow(innerWidth)) fold.open = false
  draw(figure, chart)
  let width = canvas.clientWidth
  const again = () => {
    if (canvas.clientWidth === width || !canvas.clientWidth) return
    width = canvas.clientWidth
    draw(figure, chart)
  }
  if (window.ResizeObserver) new ResizeObserver(again).observe(figure)
  else addEventListener('resize', again)
  addEventListener('beforeprint', () => { fold.open = true })
  canvas.dataset.ready = ''
}

document.querySelectorAll('figure.drawn').forEach(start)
