using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>
/// Metrics. What OpenTelemetry sends as a total since the start becomes the change since the last export, as Azure's exporter
/// sends it: sums of rows are then right.
/// </summary>
/// <param name="series">What was sent before.</param>
internal sealed class OtlpMetrics(MetricSeries series)
{
    /// <summary>The rows of a request.</summary>
    /// <param name="component">The component that it is for.</param>
    /// <param name="request">The request.</param>
    public IEnumerable<TelemetryItem> Read(string component, ExportMetricsRequest request) =>
        from resource in request.ResourceMetrics
        let sender = new OtlpResource(resource.Resource)
        from scope in resource.ScopeMetrics
        from metric in scope.Metrics
        from point in Points(metric)
        let change = point.IsTotal ? series.Change($"{component}\n{sender.Identity}\n{metric.Name}\n{Key(point)}", point) : point
        where change is not null
        select Row(sender, metric.Name, change);

    private static IEnumerable<MetricPoint> Points(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => Number(point, false)),
        // What goes up and down is a state, not a sum of changes.
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point =>
            Number(point,
                metric.Sum.IsMonotonic && metric.Sum.AggregationTemporality == Temporality.AggregationTemporalityCumulative)),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => new MetricPoint(point.TimeUnixNano,
            point.StartTimeUnixNano, point.Sum, (long)point.Count, point.HasMin ? point.Min : null,
            point.HasMax ? point.Max : null,
            point.Attributes, IsTotal(metric.Histogram.AggregationTemporality))),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Select(point =>
            new MetricPoint(point.TimeUnixNano, point.StartTimeUnixNano, point.Sum, (long)point.Count,
                point.HasMin ? point.Min : null, point.HasMax ? point.Max : null, point.Attributes,
                IsTotal(metric.ExponentialHistogram.AggregationTemporality))),
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Select(point => new MetricPoint(point.TimeUnixNano,
            point.StartTimeUnixNano, point.Sum, (long)point.Count, null, null, point.Attributes, IsTotal: true)),
        _ => [],
    };

    private static bool IsTotal(Temporality temporality) => temporality == Temporality.AggregationTemporalityCumulative;

    private static MetricPoint Number(NumberPoint point, bool isTotal) => new(point.TimeUnixNano, point.StartTimeUnixNano,
        point.ValueCase == NumberPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble, 1, null, null, point.Attributes,
        isTotal);

    private static TelemetryItem Row(OtlpResource sender, string name, MetricPoint point)
    {
        var row = sender.Row(point.Time);
        row["Name"] = name;
        row["Sum"] = point.Sum;
        row["ItemCount"] = point.Count;
        // JSON has no infinities; a point without bounds is its own.
        row["Min"] = Finite(point.Min) ?? point.Sum;
        row["Max"] = Finite(point.Max) ?? point.Sum;
        row["Properties"] = new OtlpAttributes(point.Attributes).Rest();
        return new TelemetryItem("AppMetrics", row);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Key(MetricPoint point) => string.Join('\n', point.Attributes
        .Select(pair => $"{pair.Key}={OtlpAttributes.Text(pair.Value)}").Order(StringComparer.Ordinal));
}
