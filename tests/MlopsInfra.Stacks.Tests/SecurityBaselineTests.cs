using MlopsInfra.Policies;
using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Stacks.Tests;

/// <summary>The committed environments, held to the security baseline resource by resource (docs/security-baseline.md).</summary>
public sealed class SecurityBaselineTests
{
    [Theory]
    [InlineData("dev", SecurityProfile.EveryEnvironment)]
    [InlineData("qa", SecurityProfile.EveryEnvironment)]
    [InlineData("prod", SecurityProfile.Production, "aks-administrators", "github-reviewers")]
    public async Task An_environment_keeps_the_rules_of_its_profile_but_for_what_its_owner_has_to_fill_in(string stack,
        SecurityProfile profile, params string[] toFillIn)
    {
        var findings = SecurityBaseline.Evaluate(await Declared(stack), profile);
        Assert.Equal(toFillIn, findings.Select(finding => finding.Rule.Id).Where(toFillIn.Contains));
        var broken = findings.Where(finding => !toFillIn.Contains(finding.Rule.Id)).ToList();
        Assert.True(broken.Count == 0, $"{stack}:\n{string.Join('\n', broken)}");
    }

    [Fact]
    public async Task No_deviation_is_on_record_that_nothing_needs()
    {
        DeclaredResource[] all = [.. await Declared("dev"), .. await Declared("prod")];
        var needed = SecurityBaseline.Evaluate(all).Select(finding => finding.Accepted).ToHashSet();
        Assert.Empty(SecurityBaseline.Deviations.Where(deviation => !needed.Contains(deviation))
            .Select(deviation => deviation.RuleId));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task What_scanners_pass_over_everywhere_is_true_of_every_resource_of_the_environment(string stack)
    {
        var declared = await Declared(stack);
        var everywhere = SecurityBaseline.ScannerReports.Where(report => report.Where is null).ToList();
        Assert.NotEmpty(everywhere);
        Assert.All(everywhere, report => Assert.Equal(
            declared.Where(resource => resource.Type == report.ResourceType).Select(resource => resource.Name)
                .Order(StringComparer.Ordinal),
            SecurityBaseline.PassedOver(report.Tool, declared).Where(passed => passed.Id == report.Id)
                .Select(passed => passed.Resource).Order(StringComparer.Ordinal)));
    }

    private static async Task<IReadOnlyList<DeclaredResource>> Declared(string stack)
    {
        var mocks = new AzureMocks();
        var options = new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = stack };
        await Deployment.TestAsync(mocks, options, () => MlopsStack.DeclareAsync(StackFile.Read(stack), null));
        return
        [
            .. mocks.Resources.Values.Select(resource =>
                new DeclaredResource(resource.Name!, resource.Type!,
                    ResourceGraph.InputsOf(resource)) { Id = mocks.Ids[resource.Name!] }),
        ];
    }
}
