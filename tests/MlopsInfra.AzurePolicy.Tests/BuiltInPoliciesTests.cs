using MlopsInfra.Cli.Policies;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Policies;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>
/// Microsoft's built-in definitions over all that dev, qa and prod declare: as it is sent, with each definition that can refuse
/// made to refuse, and as it reads back. What is violated is mended, or has a reason (<see cref="PolicyExceptions"/>); a reason
/// that nothing needs any more is taken out.
/// </summary>
public sealed class BuiltInPoliciesTests
{
    [Theory]
    [InlineData("dev", SecurityProfile.EveryEnvironment)]
    [InlineData("qa", SecurityProfile.EveryEnvironment)]
    [InlineData("prod", SecurityProfile.Production)]
    public async Task What_is_violated_has_a_reason(string stack, SecurityProfile profile)
    {
        var review = await ReviewAsync(stack);
        // The one that is about deletions.
        Assert.Contains("AuditAction, which does nothing when a resource is deployed", Assert.Single(review.NotEvaluated),
            StringComparison.Ordinal);
        var open = review.Verdicts.Where(verdict => PolicyExceptions.Find(verdict.Policy.Definition.Key, profile) is null)
            .Select(verdict => $"{verdict.Consequence}: {verdict.Name}: {string.Join(", ", verdict.Resources)}");
        Assert.Empty(open);
        Assert.Empty(review.Refused);
    }

    [Fact]
    public async Task No_reason_is_on_record_that_nothing_needs()
    {
        var needed = new HashSet<PolicyException>();
        foreach (var (stack, profile) in ((string, SecurityProfile)[])[("dev", SecurityProfile.EveryEnvironment),
            ("qa", SecurityProfile.EveryEnvironment), ("prod", SecurityProfile.Production)])
        {
            foreach (var verdict in (await ReviewAsync(stack)).Verdicts)
                if (PolicyExceptions.Find(verdict.Policy.Definition.Key, profile) is { } exception) needed.Add(exception);
        }

        Assert.Empty(PolicyExceptions.All.Where(exception => !needed.Contains(exception) && IsBuiltIn(exception.PolicyId))
            .Select(exception => $"{exception.PolicyId} ({exception.Standing})"));
    }

    [Fact]
    public void Each_id_in_the_baseline_and_in_the_reasons_is_that_of_a_definition()
    {
        var ids = SecurityBaseline.Rules.SelectMany(rule => rule.PublicIds)
            .Where(id => id.StartsWith("policy: ", StringComparison.Ordinal)).Select(id => id["policy: ".Length..])
            .Concat(PolicyExceptions.All.Select(exception => exception.PolicyId));
        Assert.All(ids, id => Assert.True(IsBuiltIn(id), id));
    }

    internal static async Task<PolicyReview> ReviewAsync(string stack)
    {
        var (resources, surroundings) = await Environments.OfAsync(stack);
        return PolicyAssessment.Of(PolicySet.BuiltInFor(surroundings.Resources), resources, surroundings, isBuiltIn: true);
    }

    private static bool IsBuiltIn(string id) => PolicySet.BuiltIn.Any(policy => policy.Definition.Key == id);
}
