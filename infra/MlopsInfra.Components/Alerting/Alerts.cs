using System.Globalization;
using Pulumi;
using Pulumi.AzureNative.Consumption;
using Pulumi.AzureNative.Consumption.Inputs;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>Alerts on what the logs say and on what is unusual, mails to those who care, and a budget.</summary>
/// <example>
/// <code><![CDATA[
/// var alerts = new Alerts("pumps-alerts", new AlertsArgs
/// {
///     Placement = placement,
///     ActionGroupName = names.For(NamingRules.ActionGroup),
///     LogAnalyticsId = monitoring.LogAnalyticsId,
///     ResourceGroupId = group.ResourceGroupId,
///     Options = new AlertOptions { Emails = ["mlops@example.com"], MonthlyBudget = 500 },
/// });
/// ]]></code>
/// </example>
public sealed class Alerts : MlopsComponent
{
    private readonly AlertsArgs _args;

    /// <summary>Declares the action group, the alerts, and the budget if there is one.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public Alerts(string name, AlertsArgs args, ComponentResourceOptions? options = null)
        : base(nameof(Alerts), name, args, options)
    {
        _args = args;
        var group = Declare($"{name}-group", CreateGroupArgs(), (n, a, o) => new ActionGroup(n, a, o));
        foreach (var alert in LogAlert.For(args))
        {
            Declare($"{name}-{alert.Name}", CreateRuleArgs(alert, group), (n, a, o) => new ScheduledQueryRule(n, a, o));
        }

        DeclareAnomalies(name, group);
        if (args.Options.MonthlyBudget is { } amount)
            Declare($"{name}-budget", CreateBudgetArgs(amount), (n, a, o) => new Budget(n, a, o), BudgetOptions());
        ActionGroupId = group.Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the action group, for alerts of one's own.</summary>
    [Output("actionGroupId")]
    public Output<string> ActionGroupId { get; private set; }

    private void DeclareAnomalies(string name, ActionGroup group)
    {
        var sensitivity = _args.Options.AnomalySensitivity;
        if (_args.ApplicationInsightsId is not { } component || sensitivity is AnomalySensitivity.None) return;
        foreach (var alert in AnomalyAlert.All)
        {
            Declare(
                $"{name}-{alert.Name}",
                alert.ToArgs(EffectivePlacement, component, group.Id, sensitivity),
                (n, a, o) => new MetricAlert(n, a, o));
        }
    }

    private Pulumi.AzureNative.Monitor.ActionGroupArgs CreateGroupArgs()
    {
        var group = new Pulumi.AzureNative.Monitor.ActionGroupArgs
        {
            ActionGroupName = _args.ActionGroupName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = "Global",
            Tags = EffectivePlacement.TagMap(),
            Enabled = true,
            GroupShortName = "mlops",
        };
        foreach (var (email, index) in _args.Options.Emails.Select((email, index) => (email, index)))
        {
            group.EmailReceivers.Add(new MicrosoftCommonEmailReceiverArgs { Name = $"mail-{index + 1}", EmailAddress = email,
                UseCommonAlertSchema = true });
        }

        return group;
    }

    private ScheduledQueryRuleArgs CreateRuleArgs(LogAlert alert, ActionGroup group)
    {
        var condition = new ConditionArgs
        {
            Query = alert.Query,
            TimeAggregation = alert.Column is null ? TimeAggregation.Count : TimeAggregation.Maximum,
            // Azure's value. The enum ConditionOperator has the values of another type with the same name.
            Operator = alert.Operator,
            Threshold = alert.Threshold,
            FailingPeriods = new ConditionFailingPeriodsArgs { NumberOfEvaluationPeriods = 1, MinFailingPeriodsToAlert = 1 },
        };
        if (alert.Column is { } column) condition.MetricMeasureColumn = column;
        return new ScheduledQueryRuleArgs
        {
            RuleName = $"alert-{alert.Name}",
            DisplayName = alert.Name,
            Description = alert.Description,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = EffectivePlacement.TagMap(),
            Kind = Kind.LogAlert,
            Enabled = true,
            Severity = alert.Severity,
            EvaluationFrequency = alert.Frequency,
            WindowSize = alert.Window,
            AutoMitigate = true,
            Scopes = { _args.LogAnalyticsId },
            Criteria = new ScheduledQueryRuleCriteriaArgs { AllOf = { condition } },
            Actions = new ActionsArgs { ActionGroups = { group.Id } },
            // A table exists from its first row on: a new environment has none yet.
            SkipQueryValidation = true,
        };
    }

    private BudgetArgs CreateBudgetArgs(int amount) => new()
    {
        BudgetName = "monthly",
        Scope = _args.ResourceGroupId,
        Category = CategoryType.Cost,
        Amount = amount,
        TimeGrain = TimeGrainType.Monthly,
        TimePeriod = new BudgetTimePeriodArgs { StartDate = $"{_args.Options.BudgetStart ?? FirstOfThisMonth()}T00:00:00Z" },
        Notifications =
        {
            ["spent"] = Notify(80, ThresholdType.Actual),
            ["forecast"] = Notify(100, ThresholdType.Forecasted),
        },
    };

    // Azure takes no start before the current month, and none besides the first: another one takes another budget. What a budget
    // of ours began with stays.
    private CustomResourceOptions BudgetOptions()
    {
        var options = new CustomResourceOptions
        {
            ReplaceOnChanges = { "timePeriod.startDate" },
            DeleteBeforeReplace = true,
        };
        if (_args.Options.BudgetStart is null) options.IgnoreChanges.Add("timePeriod.startDate");
        return options;
    }

    private string FirstOfThisMonth() => _args.Clock.GetUtcNow().ToString("yyyy-MM-'01'", CultureInfo.InvariantCulture);

    private NotificationArgs Notify(int percent, ThresholdType type) => new()
    {
        Enabled = true,
        Operator = OperatorType.GreaterThan,
        Threshold = percent,
        ThresholdType = type,
        ContactEmails = _args.Options.Emails.ToArray(),
    };
}
