using System.Globalization;

namespace MlopsInfra.Components;

/// <summary>What can be chosen about alerts.</summary>
public sealed record AlertOptions
{
    /// <summary>Addresses that alerts are sent to; at least one.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>
    /// Share of failed scoring requests in 15 minutes above which an alert is sent, 1 to 100 percent. Default: 5.
    /// </summary>
    public int FailedRequestsPercent { get; init; } = 5;

    /// <summary>
    /// 95th percentile of the duration of scoring requests above which an alert is sent, 1 to 60000 ms. Default: 1000.
    /// </summary>
    public int LatencyMs { get; init; } = 1000;

    /// <summary>
    /// How far latency, failures and volume of scoring requests may leave their usual range, which Azure learns from the past
    /// days, before an alert is sent. Default: <see cref="AnomalySensitivity.Medium"/>.
    /// </summary>
    public AnomalySensitivity AnomalySensitivity { get; init; } = AnomalySensitivity.Medium;

    /// <summary>
    /// Minutes without an answered scoring request after which an alert is sent, where somebody asks around the clock: 15, 30,
    /// 45, 60, 120, 180, 240, 300, 360 or 1440. It sees the whole way, from whoever asks to the answer. Null sends none.
    /// Default: null.
    /// </summary>
    public int? SilenceMinutes { get; init; }

    /// <summary>
    /// Minutes between two availability tests from one place, 5, 10 or 15; five places test. Each test is paid for. Default: 5.
    /// </summary>
    public int AvailabilityMinutes { get; init; } = 5;

    /// <summary>
    /// Address at which production scoring answers 200 to the internet, an https address; null tests nothing there. The online
    /// endpoint itself has an address inside the network only, so this is the one of what publishes it (a gateway). Default:
    /// null.
    /// </summary>
    public string? ProductionHealthUrl { get; init; }

    /// <summary>
    /// Budget of the resource group for a month, in the currency of the billing account, 1 to 1000000; at 80 % spent and at 100 %
    /// forecast, a mail is sent. Null sets none. Default: null.
    /// </summary>
    public int? MonthlyBudget { get; init; }

    /// <summary>
    /// First day of the budget, the first of a month, as in <c>2026-01-01</c>. Azure takes the current month or one of the next
    /// twelve when the budget is created, and no other start later. Null takes the month in which the budget is created, and
    /// leaves the start of one that is there. Default: null.
    /// </summary>
    public string? BudgetStart { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Require(Emails.Count > 0, $"{path}.{nameof(Emails)}", null, "at least one address is needed.");
        foreach (var email in Emails)
        {
            problems.Require(email.IndexOf('@', StringComparison.Ordinal) > 0, $"{path}.{nameof(Emails)}", email,
                "an e-mail address is needed.");
        }

        problems.Range($"{path}.{nameof(FailedRequestsPercent)}", FailedRequestsPercent, 1, 100, "percent");
        problems.Range($"{path}.{nameof(LatencyMs)}", LatencyMs, 1, 60000, "ms");
        problems.Require(
            SilenceMinutes is null or 15 or 30 or 45 or 60 or 120 or 180 or 240 or 300 or 360 or 1440,
            $"{path}.{nameof(SilenceMinutes)}", SilenceMinutes,
            "allowed are 15, 30, 45, 60, 120, 180, 240, 300, 360 and 1440 minutes.");
        problems.Require(
            AvailabilityMinutes is 5 or 10 or 15, $"{path}.{nameof(AvailabilityMinutes)}", AvailabilityMinutes,
            "allowed are 5, 10 and 15 minutes.");
        problems.Require(
            ProductionHealthUrl is null
                || (Uri.TryCreate(ProductionHealthUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps),
            $"{path}.{nameof(ProductionHealthUrl)}", ProductionHealthUrl,
            "an https address is needed, as in https://scoring.example.com/health.");
        if (MonthlyBudget is { } budget) problems.Range($"{path}.{nameof(MonthlyBudget)}", budget, 1, 1000000, "a month");
        problems.Require(
            MonthlyBudget is null || BudgetStart is null
                || (DateOnly.TryParseExact(BudgetStart, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out var start) && start.Day == 1),
            $"{path}.{nameof(BudgetStart)}", BudgetStart, "the first of a month is needed, as in 2026-01-01.");
    }
}
