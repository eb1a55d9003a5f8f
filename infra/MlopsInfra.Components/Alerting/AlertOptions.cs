using System.Globalization;

namespace MlopsInfra.Components;

/// <summary>What can be chosen about alerts.</summary>
public sealed record AlertOptions
{
    /// <summary>Addresses that alerts are sent to; at least one.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Share of failed scoring requests in 15 minutes above which an alert is sent, 1 to 100 percent. Default: 5.</summary>
    public int FailedRequestsPercent { get; init; } = 5;

    /// <summary>95th percentile of the duration of scoring requests above which an alert is sent, 1 to 60000 ms. Default: 1000.</summary>
    public int LatencyMs { get; init; } = 1000;

    /// <summary>
    /// Budget of the resource group for a month, in the currency of the billing account, 1 to 1000000; at 80 % spent and at 100 % forecast, a mail is sent.
    /// Null sets none. Default: null.
    /// </summary>
    public int? MonthlyBudget { get; init; }

    /// <summary>First day of the budget, the first of a month, as in <c>2026-01-01</c>; needed with <see cref="MonthlyBudget"/>.</summary>
    public string? BudgetStart { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Require(Emails.Count > 0, $"{path}.{nameof(Emails)}", null, "at least one address is needed.");
        foreach (var email in Emails)
        {
            problems.Require(email.IndexOf('@', StringComparison.Ordinal) > 0, $"{path}.{nameof(Emails)}", email, "an e-mail address is needed.");
        }

        problems.Range($"{path}.{nameof(FailedRequestsPercent)}", FailedRequestsPercent, 1, 100, "percent");
        problems.Range($"{path}.{nameof(LatencyMs)}", LatencyMs, 1, 60000, "ms");
        if (MonthlyBudget is { } budget) problems.Range($"{path}.{nameof(MonthlyBudget)}", budget, 1, 1000000, "a month");
        problems.Require(
            MonthlyBudget is null || (DateOnly.TryParseExact(BudgetStart, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) && start.Day == 1),
            $"{path}.{nameof(BudgetStart)}", BudgetStart, "the first of a month is needed, as in 2026-01-01.");
    }
}
