namespace MlopsInfra.Packages.Tests.FirstRestore;

/// <summary>Which Pulumi SDK the first command in a fresh clone takes, whichever command that is.</summary>
/// <param name="official">A source that serves the official packages.</param>
public sealed class FirstRestoreTests(EmptyPackages official) : IClassFixture<EmptyPackages>
{
    /// <summary>A folder of the clone, and the command that is typed there.</summary>
    public static TheoryData<string, string> Commands => new()
    {
        { ".", "restore" },
        { ".", "build" },
        { ".", "test" },
        { ".", "build MlopsInfra.slnx -graph" },
        { ".", "restore -p:RestoreUseStaticGraphEvaluation=true" },
        { ".", "build stacks/MlopsInfra.Stacks" },
        { ".", "run --project stacks/MlopsInfra.Stacks" },
        // How `pulumi up` builds a program: in the folder that Pulumi.yaml calls `main`.
        { "stacks/MlopsInfra.Stacks", "build -nologo ." },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Where_a_source_serves_the_packages_the_first_command_takes_them(string folder, string command)
    {
        using var clone = await FreshClone.CreateAsync(official.Folder);

        await clone.RestoreByAsync(folder, command.Split(' '));

        AssertAllAre("package", clone);
    }

    [Theory]
    [InlineData(".", "restore")]
    [InlineData("stacks/MlopsInfra.Stacks", "build -nologo .")]
    public async Task Where_no_source_does_the_first_command_takes_the_stand_ins(string folder, string command)
    {
        using var clone = await FreshClone.CreateAsync();

        await clone.RestoreByAsync(folder, command.Split(' '));

        AssertAllAre("project", clone);
    }

    [Fact]
    public async Task A_source_that_is_named_on_the_command_line_is_asked_too()
    {
        using var clone = await FreshClone.CreateAsync();

        await clone.RestoreByAsync(".", "restore", "stacks/MlopsInfra.Stacks", "--source", official.Folder);

        AssertAllAre("package", clone);
    }

    [Fact]
    public async Task Commands_that_come_first_at_the_same_time_agree()
    {
        using var clone = await FreshClone.CreateAsync(official.Folder);

        await Task.WhenAll(
            clone.RestoreByAsync(".", "restore", "stacks/MlopsInfra.Stacks"),
            clone.RestoreByAsync(".", "restore", "tests/MlopsInfra.Components.Tests"),
            clone.RestoreByAsync(".", "restore", "tests/Pulumi.Sdk.Tests"));

        AssertAllAre("package", clone);
    }

    [Theory]
    [InlineData("restore stacks/MlopsInfra.Stacks")]
    [InlineData("restore stacks/MlopsInfra.Stacks -p:PulumiSdk=nuget")]
    public async Task The_question_is_asked_once(string command)
    {
        using var clone = await FreshClone.CreateAsync(official.Folder);
        await clone.RestoreByAsync(".", command.Split(' '));
        Assert.True(clone.Asked);
        clone.ForgetAsking();

        await clone.RestoreByAsync(".", command.Split(' '));

        Assert.False(clone.Asked);
    }

    private static void AssertAllAre(string type, FreshClone clone)
    {
        var choices = clone.Choices();
        Assert.NotEmpty(choices);
        Assert.All(choices, choice => Assert.Equal(type, choice.Value));
        Assert.Contains($"<PulumiSdk>{(type == "package" ? "nuget" : "local")}</PulumiSdk>", clone.Remembered,
            StringComparison.Ordinal);
    }
}
