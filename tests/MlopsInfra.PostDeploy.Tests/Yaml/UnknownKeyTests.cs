using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Yaml;

/// <summary>Keys that no reader asks for: refused or warned about, with what was probably meant.</summary>
public sealed class UnknownKeyTests
{
    private static readonly string[] Keys =
        ["code", "compute", "default_compute", "environment", "environment_variables", "type"];

    [Theory]
    [InlineData("tpye", "type")]
    [InlineData("enviroment", "environment")]
    [InlineData("environment_variable", "environment_variables")]
    [InlineData("defaultCompute", "default_compute")]
    [InlineData("Environment", "environment")]
    [InlineData("cmpute", "compute")]
    [InlineData("x", null)]
    [InlineData("image", null)]
    [InlineData("schedule", null)]
    public void The_nearest_key_is_proposed(string written, string? meant)
    {
        var errors = new ErrorList();
        var map = Read($"{written}: 1\n", errors);

        map.WarnOthers("step 'train'");
        map.NoOthers("a step");

        var proposal = meant is null ? "" : $"; did you mean '{meant}'?";
        Assert.Equal([$"steps.yml(1,1): unknown key '{written}' in step 'train', which Azure passes over{proposal}"],
            errors.Warnings.Select(warning => warning.ToString()));
        var error = Assert.Single(Assert.Throws<PipelineFolderException>(errors.ThrowIfAny).Errors);
        Assert.Equal($"unknown key '{written}' in a step; {(meant is null ? "a" : $"did you mean '{meant}'? A")}llowed: "
            + "code, compute, default_compute, environment, environment_variables, type", error.Message);
    }

    [Theory]
    [InlineData("comand: x", "a step needs 'command'; did you mean it by 'comand'?")]
    [InlineData("code: x", "a step needs 'command'")]
    public void A_missing_key_is_named_with_its_misspelling(string written, string expected)
    {
        var errors = new ErrorList();

        Read(written, errors).Required("command", "a step");

        Assert.Equal(expected, Assert.Single(Assert.Throws<PipelineFolderException>(errors.ThrowIfAny).Errors).Message);
    }

    [Fact]
    public void What_was_not_asked_for_can_be_handed_on()
    {
        var map = Read("code: ./src\npriority: high\ntype: command\nlabels: [a]\n", new ErrorList());

        Assert.Equal(["priority", "labels"], map.OtherKeys());
        Assert.Equal(["priority", "labels"], map.Others().Select(other => other.Key));
    }

    [Fact]
    public void Warnings_come_in_the_order_of_the_file_and_once_each()
    {
        var errors = new ErrorList();
        var map = Read("b: 1\na: 2\n", errors);

        map.WarnOthers("a step");
        map.WarnOthers("a step");

        Assert.Equal([1, 2], errors.Warnings.Select(warning => warning.Location.Line));
        errors.ThrowIfAny();
    }

    private static YamlMap Read(string text, ErrorList errors)
    {
        var map = YamlFile.Parse(text, "steps.yml", errors)!;
        map.Ignore(Keys);
        return map;
    }
}
