using System.Reflection;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// What Azure refuses: each line is a program with exactly one mistake, deployed by the real engine over the wire, and the code
/// that it is refused with. The same program without its mistake comes up.
/// </summary>
public sealed class RefusedProgramTests
{
    // The mistakes stand with the tests of their services, in whatever class has a list of them.
    private static readonly Dictionary<string, Mistake> All = typeof(Mistake).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(property => property.PropertyType == typeof(IReadOnlyList<Mistake>))
        .SelectMany(property => (IReadOnlyList<Mistake>)property.GetValue(null)!)
        .ToDictionary(mistake => mistake.What);

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
