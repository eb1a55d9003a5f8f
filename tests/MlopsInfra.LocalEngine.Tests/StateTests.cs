using System.Text.Json;
using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>The state file: its shape, its lock, and everything that can go wrong with it.</summary>
public sealed class StateTests
{
    private static Task Program(WireClient program) => program.CustomAsync("a", Of(("size", 1)));

    [Fact]
    public async Task It_has_the_shape_of_pulumis_deployment_version_3()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var component = await program.ComponentAsync("group");
            var a = await program.CustomAsync("a", Of(("key", Secret("topsecret"))), request =>
            {
                request.Parent = component.Urn;
                request.Protect = true;
                request.RetainOnDelete = true;
                request.AdditionalSecretOutputs.Add("computed");
            });
            await program.DependentAsync("b", a);
            await program.OutputsAsync(program.Stack, Of(("x", "y")));
        });
        using var document = JsonDocument.Parse(File.ReadAllText(stack.StateFile));
        var root = document.RootElement;
        Assert.Equal(3, root.GetProperty("version").GetInt32());
        var deployment = root.GetProperty("deployment");
        Assert.True(deployment.GetProperty("manifest").TryGetProperty("time", out _));
        Assert.True(deployment.GetProperty("secrets_providers").TryGetProperty("type", out _));
        var resources = deployment.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(
            ["proj-dev", "group", "default", "a", "b"],
            resources.Select(resource => resource.GetProperty("urn").GetString()!.Split("::")[^1]));

        var (first, a, b) = (resources[0], resources[3], resources[4]);
        Assert.Equal(("pulumi:pulumi:Stack", false, "y"),
            (first.GetProperty("type").GetString(), first.GetProperty("custom").GetBoolean(),
                first.GetProperty("outputs").GetProperty("x").GetString()));
        Assert.Equal("1b47061264138c4ac30d75fd1eb44270",
            a.GetProperty("inputs").GetProperty("key").GetProperty("4dabf18193072939515e22adb298388d").GetString());
        Assert.True(a.GetProperty("inputs").GetProperty("key").TryGetProperty("ciphertext", out _));
        Assert.True(a.GetProperty("protect").GetBoolean() && a.GetProperty("retainOnDelete").GetBoolean()
            && a.GetProperty("custom").GetBoolean());
        Assert.Equal("computed", a.GetProperty("additionalSecretOutputs")[0].GetString());
        Assert.Equal(resources[1].GetProperty("urn").GetString(), a.GetProperty("parent").GetString());
        Assert.Equal($"{resources[2].GetProperty("urn").GetString()}::{resources[2].GetProperty("id").GetString()}",
            a.GetProperty("provider").GetString());
        Assert.Equal(a.GetProperty("urn").GetString(), b.GetProperty("dependencies")[0].GetString());
        Assert.Equal(a.GetProperty("urn").GetString(), b.GetProperty("propertyDependencies").GetProperty("from")[0].GetString());
    }

    [Fact]
    public async Task A_second_up_on_the_same_stack_is_refused_at_once_and_another_stack_is_not()
    {
        using var stack = new TestStack();
        File.WriteAllText(Path.Combine(stack.Directory, "Pulumi.prod.yaml"), "config: {}\n");
        var release = new TaskCompletionSource();
        stack.Cloud.Hold = name => name == "a" ? release.Task : Task.CompletedTask;
        var first = stack.UpAsync(Program);
        while (stack.Cloud.Calls.IsEmpty) await Task.Delay(5);

        var refused = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.StackLocked, refused.Code);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        var destroy = await Assert.ThrowsAsync<DeploymentException>(() => stack.DestroyAsync());
        Assert.Equal(DeploymentErrorCodes.StackLocked, destroy.Code);
        var other = await LocalStack.Open(stack.Directory, "prod")
            .UpAsync(new InlineProgram(program => program.CustomAsync("b")), stack.Cloud);
        Assert.Empty(other.Errors);
        // A preview needs no lock.
        Assert.Empty((await stack.PreviewAsync(Program)).Errors);

        release.SetResult();
        Assert.Empty((await first).Errors);
        await stack.MustUpAsync(Program);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\": 2, \"deployment\": {}}")]
    [InlineData("{\"version\": 3, \"deployment\": {\"resources\": [{\"type\": \"x\"}]}}")]
    [InlineData("\0\0\0\0")]
    public async Task A_damaged_state_is_kept_aside_and_never_overwritten_in_silence(string content)
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", 2))));
        File.WriteAllText(stack.StateFile, content);

        var preview = await Assert.ThrowsAsync<DeploymentException>(() => stack.PreviewAsync(Program));
        Assert.Equal(DeploymentErrorCodes.DamagedState, preview.Code);
        Assert.Equal(content, File.ReadAllText(stack.StateFile));

        var up = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.DamagedState, up.Code);
        var kept = Directory.EnumerateFiles(Path.GetDirectoryName(stack.StateFile)!, "dev.json.damaged-*").Single();
        Assert.Equal(content, File.ReadAllText(kept));
        Assert.Contains(kept, up.Message, StringComparison.Ordinal);
        Assert.Single(stack.Cloud.Resources);

        // As the message says: the backup is the way back.
        File.Copy($"{stack.StateFile}.bak", stack.StateFile);
        await stack.MustUpAsync(Program);
    }

    [Fact]
    public async Task A_state_that_is_cut_off_anywhere_is_noticed()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        var whole = File.ReadAllText(stack.StateFile).TrimEnd();
        for (var length = 0; length < whole.Length; length += 13)
        {
            File.WriteAllText(stack.StateFile, whole[..length]);
            var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.Stack.ReadResourcesAsync());
            Assert.Equal(DeploymentErrorCodes.DamagedState, exception.Code);
        }
    }

    [Fact]
    public async Task A_journal_with_a_line_that_is_no_change_is_kept_aside_too()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        File.WriteAllText(stack.JournalFile, "{\"nonsense\": 1}\n");
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.DamagedState, exception.Code);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(stack.StateFile)!, "dev.journal.damaged-*"));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(stack.StateFile)!, "dev.json.damaged-*"));
    }
}
