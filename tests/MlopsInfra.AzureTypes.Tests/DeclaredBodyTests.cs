namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// What stacks, templates and examples declare is what Microsoft's types of Azure Resource Manager allow, but for what
/// <c>exceptions.json</c> lists.
/// </summary>
/// <param name="bodies">The bodies.</param>
public sealed class DeclaredBodyTests(DeclaredBodies bodies) : IClassFixture<DeclaredBodies>
{
    [Fact]
    public void Every_declared_body_fits_its_type()
    {
        var wrong = bodies.Mistakes
            .Where(found => !ListedException.All.Any(exception => exception.Covers(found.Body, found.Mistake)))
            .GroupBy(found => $"{found.Body.Type}@{found.Body.ApiVersion}: {found.Mistake}")
            .Select(
                group => $"{group.Key} "
                    + $"({string.Join(", ", group.Select(found => $"{found.Body.Source} {found.Body.Resource}").Distinct())})")
            .ToList();
        Assert.True(wrong.Count == 0, $"Mend it, or list it in exceptions.json with a reason:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_listed_exception_is_needed_and_has_a_reason()
    {
        Assert.DoesNotContain(ListedException.All,
            exception => !bodies.Mistakes.Any(found => exception.Covers(found.Body, found.Mistake)));
        Assert.All(ListedException.All, exception => Assert.NotEmpty(exception.Reason));
    }

    [Fact]
    public void Every_source_has_bodies() => Assert.Equal(
        ["example", "stack dev", "stack prod", "stack qa", "template mlops-component", "template mlops-stack dev",
            "template mlops-stack prod"],
        bodies.All.Select(body => body.Source.StartsWith("example ", StringComparison.Ordinal) ? "example" : body.Source)
            .Distinct().Order(StringComparer.Ordinal));
}
