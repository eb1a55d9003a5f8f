using System.Text;
using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// Files of a project that bring readers of YAML down: refused with file, line and column, before anything is done, and never
/// by a crash.
/// </summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    public static TheoryData<string> Texts() =>
    [
        "config: {mlops-infra:x: &x [*x]}\n",
        "config: {mlops-infra:x: &x {a: *x}}\n",
        "*x : 1\n&x a: 2\n",
        "config: &x {<<: *x}\n",
        $"config: {new string('[', 100_000)}",
        "a0: &a [x]\n" + string.Concat(Enumerable.Range(1, 28).Select(i => $"a{i}: &a [*a, *a]\n")),
        "config: [b\nc: d\n",
        "config: {mlops-infra:x: {? [a] : b}}\n",
        "config: {\"\\0\": u}\n",
        "config: {mlops-infra:workload: a, mlops-infra:location: b, mlops-infra:workload: c}\n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_stack_file_is_refused_with_its_place(string text)
    {
        _project.WriteStack("dev", text);
        AssertPlace(await RunAsync("preview", "dev"), "InvalidConfiguration", @"Pulumi\.dev\.yaml\(\d+,\d+\): not valid YAML: ");
    }

    [Fact]
    public async Task A_project_file_is_refused_with_its_place()
    {
        File.AppendAllText(Path.Combine(_project.Directory, "Pulumi.yaml"), "  more: &x {value: *x}\n");
        AssertPlace(await RunAsync("preview", "dev"), "InvalidConfiguration",
            @"Pulumi\.yaml\(\d+,20\): not valid YAML: '\*x' stands within what it refers to");
    }

    [Fact]
    public async Task A_stack_file_of_another_encoding_or_without_an_end_is_refused()
    {
        var file = Path.Combine(_project.Directory, "Pulumi.dev.yaml");
        File.WriteAllText(file, _project.ReadStack("dev"), Encoding.Unicode);
        AssertPlace(await RunAsync("preview", "dev"), "InvalidConfiguration",
            @"\(1,1\): cannot be read: it is not UTF-8 but UTF-16");

        using (var data = File.Create(file)) data.SetLength(100L << 20);
        AssertPlace(await RunAsync("preview", "dev"), "InvalidConfiguration",
            @"\(1,1\): cannot be read: it has 100 MB; .* 10 MB");
    }

    [Fact]
    public async Task A_configuration_that_no_program_can_be_given_is_refused_with_its_largest_key()
    {
        _project.WriteStack("dev", $"{_project.ReadStack("dev")}\n  mlops-infra:more: {new string('x', 200_000)}\n");
        AssertPlace(await RunAsync("preview", "dev"), "InvalidConfiguration", "the largest value is that of mlops-infra:more");
    }

    [Theory]
    [InlineData("resources: &r {a: *r}\n")]
    [InlineData("tags: &r {<<: *r}\n")]
    [InlineData("distribution: {a: &a [x], b: &b [*a, *a], c: &c {? [a] : b}}\n")]
    [InlineData("resources: {? [a] : b}\n")]
    [InlineData("resources: {instance_count: .inf}\n")]
    [InlineData("resources: {instance_count: 1.0e+999}\n")]
    [InlineData("resources: {\"\\0\": u}\n")]
    public async Task A_component_is_refused_with_its_place(string text)
    {
        var file = Directory.EnumerateFiles(Path.Combine(_project.Pipeline, "components"), "*.yml")
            .Order(StringComparer.Ordinal).First();
        File.AppendAllText(file, text);
        AssertPlace(await RunAsync("up", "dev"), "InvalidPipeline", $@"{Path.GetFileName(file)}\(\d+,\d+\): ");
    }

    private static void AssertPlace(CommandResult result, string code, string pattern)
    {
        var error = result.ExitsWith(2).Json().GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Matches($"(?is){pattern}", $"{error.GetProperty("message")}{Details(error)}");
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string Details(JsonElement error) =>
        error.TryGetProperty("details", out var details) ? string.Join('\n', details.EnumerateArray()) : "";

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        _mlops.LocalAsync([.. arguments, "--project", _project.Directory, "--json"]);
}
