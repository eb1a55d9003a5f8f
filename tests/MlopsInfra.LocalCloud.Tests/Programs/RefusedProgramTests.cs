using MlopsInfra.LocalCloud.Tests.MachineLearning;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// What Azure refuses: each line is a program with exactly one mistake, deployed by the real engine over the wire, and the code
/// that it is refused with. The same program without its mistake comes up.
/// </summary>
public sealed class RefusedProgramTests
{
    private static readonly Dictionary<string, Mistake> All =
        ((IReadOnlyList<Mistake>)
        [
            .. Mistakes.Inputs, .. Mistakes.References, .. Mistakes.Access, .. Mistakes.Lifetimes, .. Mistakes.Events,
            .. ClusterMistakes.All,
            .. DataMistakes.All, .. MachineLearningMistakes.All,
            .. MonitoringMistakes.All, .. PlatformMistakes.All, .. GitHubMistakes.All,
            .. AzureDevOpsMistakes.All,
        ]).ToDictionary(mistake => mistake.What);

    public static TheoryData<string> Lines() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task With_its_mistake_it_is_refused_and_without_it_comes_up(string what)
    {
        var mistake = All[what];

        var right = await mistake.RunAsync(isMade: false);
        var wrong = await mistake.RunAsync(isMade: true);

        Assert.Empty(right.Errors.Select(error => $"{error.Code}: {error.Message}"));
        Assert.Contains(wrong.Errors,
            error => error.Code == mistake.Code && error.Message.Contains(mistake.Says ?? "", StringComparison.Ordinal));
        Assert.DoesNotContain(wrong.Errors, error => error.Code == DeploymentErrorCodes.InternalError);
    }
}
