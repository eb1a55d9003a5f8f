using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A preview against what <c>pulumi stack export</c> printed of a real stack, whose cloud nobody can ask.</summary>
public sealed class ExportedStateTests : IDisposable
{
    // As Pulumi prints it: a secrets provider that is out of reach, notes of a bridged provider, null dependencies, a checksum,
    // times.
    private const string Export = """
        {
            "version": 3,
            "deployment": {
                "manifest": { "time": "2026-01-02T03:04:05.678901234Z", "magic": "0123456789abcdef", "version": "v3.112.1" },
                "secrets_providers": { "type": "service", "state": { "url": "https://api.example.com", "owner": "o", "project": "proj", "stack": "dev" } },
                "resources": [
                    { "urn": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", "custom": false, "type": "pulumi:pulumi:Stack",
                      "outputs": { "endpoint": "https://real" }, "created": "2026-01-02T03:04:05.678901234Z", "modified": "2026-01-02T03:04:05.678901234Z" },
                    { "urn": "urn:pulumi:dev::proj::pulumi:providers:test::default", "custom": true, "id": "0e8c7d2e-0000-4000-8000-000000000000",
                      "type": "pulumi:providers:test", "inputs": { "__internal": {}, "region": "north" }, "outputs": { "region": "north" } },
                    { "urn": "urn:pulumi:dev::proj::test:index:Thing::a", "custom": true, "id": "/real/a", "type": "test:index:Thing",
                      "inputs": { "__defaults": [], "size": 1,
                                  "key": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "AAABAQ==" },
                                  "nested": { "__defaults": ["x"], "deep": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "AAABAg==" } } },
                      "outputs": { "size": 1, "computed": "real-a", "__meta": "{}",
                                   "password": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "AAABAw==" } },
                      "parent": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev",
                      "provider": "urn:pulumi:dev::proj::pulumi:providers:test::default::0e8c7d2e-0000-4000-8000-000000000000",
                      "propertyDependencies": { "key": null, "size": [] }, "sourcePosition": "project:///index.ts#1,2" },
                    { "urn": "urn:pulumi:dev::proj::test:index:Named::auto", "custom": true, "id": "/real/auto", "type": "test:index:Named",
                      "inputs": { "auto": "auto-1a2b" }, "outputs": { "auto": "auto-1a2b" },
                      "parent": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev",
                      "provider": "urn:pulumi:dev::proj::pulumi:providers:test::default::0e8c7d2e-0000-4000-8000-000000000000" },
                    { "urn": "urn:pulumi:dev::proj::test:index:Thing::looked-up", "custom": true, "external": true, "id": "/real/looked-up", "type": "test:index:Thing",
                      "inputs": {}, "outputs": { "computed": "real-looked-up" },
                      "parent": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev",
                      "provider": "urn:pulumi:dev::proj::pulumi:providers:test::default::0e8c7d2e-0000-4000-8000-000000000000" },
                    { "urn": "urn:pulumi:dev::proj::pulumi:pulumi:StackReference::other", "custom": true, "external": true, "id": "o/other/dev", "type": "pulumi:pulumi:StackReference",
                      "inputs": { "name": "o/other/dev" }, "outputs": { "name": "o/other/dev", "outputs": { "x": "real-x" }, "secretOutputNames": [] },
                      "parent": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev" }
                ],
                "metadata": {}
            }
        }
        """;

    private readonly TestStack _stack = new("config:\n  test:region: north\n");

    private string File => Path.Combine(_stack.Directory, "export.json");

    public void Dispose() => _stack.Dispose();

    private Task<DeploymentResult> PreviewAsync(Func<WireClient, Task> program, string export = Export)
    {
        System.IO.File.WriteAllText(File, export);
        return _stack.PreviewAsync(program, new EngineOptions { BaselineStateFile = File, CloudIsOutOfReach = true });
    }

    private static async Task Unchanged(WireClient program)
    {
        await program.CustomAsync("a", Of(("size", 1), ("key", Secret("whatever")), ("nested", Of(("deep", Secret("it is"))))));
        await program.CustomAsync("auto", type: "test:index:Named");
        Assert.Equal("real-looked-up", (await program.ReadAsync("looked-up", "/real/looked-up")).Text("computed"));
        var other = await program.ReadAsync("other", "o/other/dev", "pulumi:pulumi:StackReference");
        Assert.Equal("real-x", ((PropertyValue.Obj)other["outputs"]).Members.Text("x"));
    }

    [Fact]
    public async Task A_program_that_says_what_is_there_changes_nothing_and_asks_nobody()
    {
        var result = await PreviewAsync(Unchanged);
        Assert.Empty(result.Errors);
        Assert.True(result.Summary.IsUnchanged, string.Join(", ", result.Changes()));
        Assert.Empty(_stack.Cloud.TakeCalls());
        var notCompared =
            result.Steps.SelectMany(step => step.NotCompared.Select(property => (step.Name, property.Path, property.Reason)));
        Assert.Equal([("a", "key", UncomparedReason.OldSecretUnreadable),
            ("a", "nested.deep", UncomparedReason.OldSecretUnreadable)], notCompared.Order());
        Assert.Equal(["Pulumi.dev.yaml", "Pulumi.yaml", "export.json"],
            Directory.EnumerateFileSystemEntries(_stack.Directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Changes_are_found_with_their_values_and_outputs_come_from_the_export()
    {
        var result = await PreviewAsync(async program =>
        {
            var a = await program.CustomAsync("a", Of(("size", 2), ("fixed", "x")));
            Assert.Equal("", a.Id);
            await program.CustomAsync("new");
            var named = await program.CustomAsync("auto", Of(("size", 1)), type: "test:index:Named");
            Assert.Equal(("/real/auto", "auto-1a2b"), (named.Id, named.Outputs.Text("auto")));
        });
        Assert.Equal(["Create new", "Replace a", "Update auto"], result.Changes());
        var changes = result.Steps.Single(step => step.Name == "a").Changes;
        Assert.Equal(["size", "key", "nested", "fixed"], changes.Select(change => change.Path));
        Assert.Equal(((PropertyValue?)1, (PropertyValue?)2), (changes[0].Old, changes[0].New));
    }

    [Fact]
    public async Task What_could_only_be_asked_of_the_cloud_is_unknown_and_said_so()
    {
        var result = await PreviewAsync(async program =>
        {
            Assert.Empty(await program.ReadAsync("unseen", "/real/unseen"));
            Assert.True((await program.InvokeAsync("test:index:nothing", PropertyMap.Empty)).Unknown);
            var imported = await program.CustomAsync("imported", Of(("size", 4)), request => request.ImportId = "/real/imported");
            Assert.Equal("/real/imported", imported.Id);
        });
        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Summary.Import);
        var warnings = _stack.Observer.Diagnostics.Select(diagnostic => diagnostic.Message).ToList();
        foreach (var what in (string[])["'unseen' reads /real/unseen", "calls test:index:nothing",
            "'imported' imports /real/imported"])
        {
            Assert.Contains(warnings, warning => warning.Contains(what, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Our_own_state_is_an_export_as_well_and_its_secrets_are_read()
    {
        async Task Program(WireClient program) =>
            await program.DependentAsync("user", await program.CustomAsync("a", Of(("key", Secret("topsecret")), ("size", 1))));
        await _stack.MustUpAsync(Program);
        _stack.Observer.Diagnostics.Clear();
        var options = new EngineOptions { BaselineStateFile = _stack.StateFile, CloudIsOutOfReach = true };
        Assert.True((await _stack.PreviewAsync(Program, options)).Summary.IsUnchanged);
        Assert.Empty(_stack.Observer.Diagnostics);
        var changed =
            await _stack.PreviewAsync(program => program.CustomAsync("a", Of(("key", Secret("changed")), ("size", 1))), options);
        Assert.Equal(["Delete user", "Update a"], changed.Changes());
    }

    [Fact]
    public async Task An_export_without_resources_creates_everything()
    {
        var result = await PreviewAsync(program => program.CustomAsync("a"),
            """{ "version": 3, "deployment": { "manifest": {}, "metadata": {} } }""");
        Assert.Equal(["Create a"], result.Changes());
    }

    [Fact]
    public async Task The_state_of_another_stack_is_refused_instead_of_announcing_that_everything_goes()
    {
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => PreviewAsync(Unchanged,
            Export.Replace("urn:pulumi:dev::", "urn:pulumi:prod::", StringComparison.Ordinal)));
        Assert.Equal(DeploymentErrorCodes.WrongState, exception.Code);
        Assert.Contains("stack 'prod' of project 'proj', not of stack 'dev'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json", "DamagedState")]
    [InlineData("{\"version\": 1, \"deployment\": {}}", "DamagedState")]
    [InlineData("{\"version\": 3, \"checkpoint\": {}}", "DamagedState")]
    public async Task What_is_no_export_is_refused_with_its_name(string content, string code)
    {
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => PreviewAsync(Unchanged, content));
        Assert.Equal(code, exception.Code);
        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi stack export", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_is_not_there_is_refused_with_its_name()
    {
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => _stack.PreviewAsync(Unchanged,
            new EngineOptions { BaselineStateFile = File }));
        Assert.Equal((DeploymentErrorCodes.StateUnavailable, File), (exception.Code, exception.Target));
    }
}
