using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Action groups, metric alerts, log alerts: the limits that Azure states.</summary>
internal sealed class MonitorRules(ResourceType type) : AzureResource(type)
{
    private const string Groups = "Microsoft.Insights/actionGroups";
    private const string Metrics = "Microsoft.Insights/metricAlerts";
    private const string Queries = "Microsoft.Insights/scheduledQueryRules";

    private static readonly string[] Frequencies = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"];
    private static readonly string[] Windows = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D", "PT24H"];

    public override void CheckPut(PutContext put)
    {
        switch (put.Id.Type)
        {
            case Groups:
                CheckGroup(put);
                break;
            case Metrics or Queries:
                CheckAlert(put);
                break;
        }
    }

    private static void CheckGroup(PutContext put)
    {
        if (put.Body.Text("properties.groupShortName") is { Length: 0 or > 12 } name)
            throw Bad("GroupShortNameInvalid", $"The short name '{name}' of the action group must have 1 to 12 characters.",
                "properties.groupShortName");
        foreach (var address in put.Body.Texts("properties.emailReceivers[].emailAddress"))
        {
            if (!address.Value.Contains('@', StringComparison.Ordinal))
                throw Bad("BadRequest", $"'{address.Value}' is no e-mail address.", address.Path);
        }
    }

    private static void CheckAlert(PutContext put)
    {
        if (put.Body.Number("properties.severity") is < 0 or > 4)
            throw Bad("BadRequest", "Severity must be between 0 and 4.", "properties.severity");
        var (frequency, window) = (put.Body.Text("properties.evaluationFrequency"), put.Body.Text("properties.windowSize"));
        if (put.Id.Type == Metrics && frequency is not null && !Frequencies.Contains(frequency))
            throw Bad("BadRequest",
                $"The evaluation frequency '{frequency}' is not allowed. Allowed: {string.Join(", ", Frequencies)}.",
                "properties.evaluationFrequency");
        if (put.Id.Type == Metrics && window is not null && !Windows.Contains(window))
            throw Bad("BadRequest", $"The window size '{window}' is not allowed. Allowed: {string.Join(", ", Windows)}.",
                "properties.windowSize");
        if (PeriodOf(frequency, "properties.evaluationFrequency") is { } every
            && PeriodOf(window, "properties.windowSize") is { } over && every > over)
            throw Bad("BadRequest", $"The evaluation frequency '{frequency}' must not be longer than the window size '{window}'.",
                "properties.evaluationFrequency");
        if (put.Id.Type == Queries) LogAlertRules.Check(put);
        else MetricNames.Check(put);
        if (put.Body.At("properties.scopes") is JsonArray { Count: 0 })
            throw Bad("BadRequest", "At least one scope is required.", "properties.scopes");
    }

    private static TimeSpan? PeriodOf(string? text, string path)
    {
        if (text is null) return null;
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw Bad("BadRequest", $"'{text}' is no ISO 8601 duration such as PT5M.", path);
        }
    }

    private static ArmException Bad(string code, string message, string target) => new(400, code, message, target);
}
