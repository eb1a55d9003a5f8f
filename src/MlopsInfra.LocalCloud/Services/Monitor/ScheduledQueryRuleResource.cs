using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Log alerts: the query has to be one and its tables have to be there, unless the rule asks for no validation; no more periods
/// fail than there are.
/// </summary>
internal sealed class ScheduledQueryRuleResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/scheduledQueryRules";

    private const int MostPeriods = 6;
    private const int LargestRule = 64 * 1024;

    private static readonly string[] Periods = ["numberOfEvaluationPeriods", "minFailingPeriodsToAlert"];

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"*<>%{}&:\\?/#|");

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.scopes[]", Arm.References.Missing),
        new("properties.actions.actionGroups[]", Arm.References.Missing, ActionGroupResource.TypeName),
    ];

    public override void CheckPut(PutContext put)
    {
        AlertTiming.Check(put, longestDescription: 4096);
        if (put.Body.At("properties")?.ToJsonString().Length > LargestRule)
            throw AlertTiming.Bad("The properties of a log alert may have up to 64 kB in all.", "properties");
        LogAlertTiming.Check(put);
        DynamicThresholds.Check(put);
        var conditions = put.Body.Objects("properties.criteria.allOf");
        foreach (var (index, condition) in conditions.Index())
            CheckCondition(put, condition, $"properties.criteria.allOf[{index}]");
        AlertTiming.CheckScopes(put);
    }

    private static void CheckCondition(PutContext put, JsonObject condition, string path)
    {
        foreach (var member in Periods)
        {
            if (condition.Number($"failingPeriods.{member}") is < 1 or > MostPeriods)
                throw AlertTiming.Bad($"The {member} must be between 1 and {MostPeriods}.", $"{path}.failingPeriods.{member}");
        }

        if (condition.Number("failingPeriods.minFailingPeriodsToAlert")
            > condition.Number("failingPeriods.numberOfEvaluationPeriods"))
            throw AlertTiming.Bad("The minFailingPeriodsToAlert must not be more than the numberOfEvaluationPeriods.",
                $"{path}.failingPeriods.minFailingPeriodsToAlert");
        if (put.Body.Flag("properties.skipQueryValidation") == true || condition.Text("query") is not { } query) return;
        if (KustoText.Mistake(query) is { } mistake)
            throw AlertTiming.Bad(
                $"The query validation failed: BadArgumentError, SyntaxError: Query could not be parsed: {mistake}.",
                $"{path}.query");
        CheckTables(put, query, $"{path}.query");
    }

    // A table that never held data can be missing in Azure, too: that is not known here.
    private static void CheckTables(PutContext put, string query, string path)
    {
        string[] scopes = [.. put.Body.Texts("properties.scopes[]").Select(scope => scope.Value)];
        if (KustoTables.In(query).FirstOrDefault(table => !LogTables.Exists(put.Cloud, scopes, table)) is not { } missing) return;
        var like = LogTables.Like(missing) is { } table ? $" Did you mean '{table}'?" : "";
        throw AlertTiming.Bad(
            "The query validation failed: BadArgumentError, SemanticError, SEM0100: Failed to resolve table or column expression "
                + $"named '{missing}'.{like}", path);
    }
}
