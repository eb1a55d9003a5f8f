using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="AvailabilityTest"/>.</summary>
public sealed class AvailabilityTestArgs : PlacedComponentArgs
{
    /// <summary>Name of the test.</summary>
    public required string TestName { get; init; }

    /// <summary>What people read, as in <c>QA scoring</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Address that is asked; it has to be reachable from the internet and answer 200.</summary>
    public required Input<string> Url { get; init; }

    /// <summary>ARM id of the Application Insights component that keeps the results.</summary>
    public required Input<string> ApplicationInsightsId { get; init; }

    /// <summary>ARM id of the action group that is told.</summary>
    public required Input<string> ActionGroupId { get; init; }

    /// <summary>Minutes between two tests from one place: 5, 10 or 15. Default: 5.</summary>
    public int Minutes { get; init; } = 5;

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(TestName), TestName, NamingRules.WebTest);
        problems.Require(Minutes is 5 or 10 or 15, nameof(Minutes), Minutes, "allowed are 5, 10 and 15 minutes.");
    }
}
