using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Consumption;

/// <summary>What a program may get wrong on budgets, and Azure's code for it.</summary>
internal static class BudgetMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        // Azure/azure-quickstart-templates 7095
        new("a budget that began ten months ago", "400", (azure, or) => Budget(azure, start: or[Month(0), Month(-10)]))
        {
            Says = "must not be before the current month",
        },
        new("a budget with a threshold of twenty times its amount", "400",
            (azure, or) => Budget(azure, Month(0), threshold: or["200", "2000"])),
        // jpsnover/ai-triad-research 1697
        new("another start of a budget that is there", "400", (azure, or) => Budget(azure, start: or[Month(0), Month(1)]))
        {
            OnUpdate = true,
            Says = "Start date of budgets cannot be updated.",
        },
    ];

    private static string Month(int fromNow) => DateTime.UtcNow.AddMonths(fromNow).ToString("yyyy-MM-01");

    private static Task Budget(CloudProgram azure, string start, string threshold = "80") => azure.GroupAnd(() =>
        azure.Add("consumption:Budget", "budget", $$$"""
            {"scope":"{{{CloudProgram.Subscription}}}/resourceGroups/rg","budgetName":"monthly","category":"Cost","amount":100,"timeGrain":"Monthly",
             "timePeriod":{"startDate":"{{{start}}}T00:00:00Z"},
             "notifications":{"spent":{"enabled":true,"operator":"GreaterThan","threshold":{{{threshold}}},"contactEmails":["mlops@example.com"]} } }
            """));
}
