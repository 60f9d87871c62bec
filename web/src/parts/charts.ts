// charts.ts: what the map needs of ECharts, and no more; a chunk that only the map asks for.
// SPDX-License-Identifier: Apache-2.0
import { ScatterChart } from 'echarts/charts';
import { GeoComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([ScatterChart, GeoComponent, GridComponent, TooltipComponent, SVGRenderer]);
export { init, registerMap };
