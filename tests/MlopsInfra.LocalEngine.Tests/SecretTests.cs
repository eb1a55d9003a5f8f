using System.Text;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>
/// Everything secret carries <c>topsecret</c> here: it reaches the cloud and the program, and stands in no file.
/// </summary>
public sealed class SecretTests
{
    private static readonly PropertyMap Inputs = Of(
        ("key", Secret("topsecret-whole")),
        ("nested", Of(("inner", Secret("topsecret-nested")), ("plain", "plain"))),
        ("list", new PropertyValue.List([Secret("topsecret-item"), "plain"])));

    private static Task Program(WireClient program) => ProgramAsync(program);

    private static async Task<Registered> ProgramAsync(WireClient program)
    {
        var a = await program.CustomAsync("a", Inputs, request => request.AdditionalSecretOutputs.Add("computed"));
        await program.OutputsAsync(program.Stack, Of(("password", a.Outputs["password"]), ("open", "open")));
        return a;
    }

    [Fact]
    public async Task The_provider_is_given_the_values_and_the_program_gets_its_marks_back()
    {
        using var stack = new TestStack();
        Registered? a = null;
        var result = await stack.MustUpAsync(async program => a = await ProgramAsync(program));

        Assert.Equal("topsecret-whole", stack.Cloud.Resources.Values.Single().Inputs.Text("key"));
        Assert.Equal(Inputs["key"], a!.Outputs["key"]);
        Assert.Equal(Inputs["nested"], a.Outputs["nested"]);
        Assert.Equal(Inputs["list"], a.Outputs["list"]);
        Assert.IsType<PropertyValue.Secret>(a.Outputs["computed"]);
        Assert.IsType<PropertyValue.Secret>(a.Outputs["password"]);
        Assert.IsType<PropertyValue.Secret>(result.Outputs["password"]);
        Assert.Equal("topsecret-password", (await stack.Stack.ReadOutputsAsync()).Text("password"));
    }

    [Fact]
    public void What_another_secrets_provider_encrypted_arrives_as_a_placeholder_that_is_secret()
    {
        using var stack = new TestStack(
            "config:\n  github:token:\n    secure: v1:ab\n  app:group:\n    name: n\n    keys: [{secure: v1:cd}, plain]\n  "
                + "app:plain: open\n");
        var configuration = StackConfiguration.Load(ProjectFile.Load(stack.Directory), "dev");

        Assert.Equal("local-placeholder", configuration.Values["github:token"]);
        Assert.Equal("""{"name":"n","keys":["local-placeholder","plain"]}""", configuration.Values["app:group"]);
        Assert.Equal(["app:group", "github:token"], configuration.SecretKeys);
    }

    [Fact]
    public async Task No_file_holds_a_secret_in_clear_neither_during_nor_after_a_deployment()
    {
        using var stack = new TestStack();
        var during = "";
        await stack.MustUpAsync(async program =>
        {
            await ProgramAsync(program);
            during = TextOf(stack.Directory);
        });
        Assert.Contains("ciphertext", during, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", during, StringComparison.Ordinal);
        Assert.DoesNotContain("computed-a", during, StringComparison.Ordinal);
        var after = TextOf(stack.Directory);
        Assert.Contains("ciphertext", after, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_secret_is_an_update_and_the_difference_stays_marked()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", Secret("topsecret-1")))));
        var result = await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", Secret("topsecret-2")))));
        var change = Assert.Single(result.Steps.Single(step => step.Name == "a").Changes);
        Assert.Equal((PropertyValue)Secret("topsecret-1"), change.Old);
        Assert.Equal((PropertyValue)Secret("topsecret-2"), change.New);
        Assert.DoesNotContain("topsecret", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_the_secrets_is_readable_by_its_owner_only()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        var key = Path.Combine(stack.Directory, ".mlops", "secrets.key");
        if (OperatingSystem.IsWindows()) Assert.Skip("File modes need a Unix.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public async Task A_key_that_a_killed_process_left_half_way_goes_with_the_next_one()
    {
        using var stack = new TestStack();
        var folder = Directory.CreateDirectory(Path.Combine(stack.Directory, ".mlops")).FullName;
        // No system gives an id as high as this to a process.
        File.WriteAllText(Path.Combine(folder, $"secrets.key.{int.MaxValue}.tmp"), "half");

        await stack.MustUpAsync(Program);

        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder, "secrets.key")));
    }

    [Fact]
    public async Task A_state_without_its_key_is_not_read_and_not_touched()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        File.Delete(Path.Combine(stack.Directory, ".mlops", "secrets.key"));
        var before = File.ReadAllBytes(stack.StateFile);
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.SecretsUnreadable, exception.Code);
        Assert.Contains("secrets.key", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(stack.StateFile));
    }

    [Fact]
    public async Task Secret_configuration_reaches_provider_and_program_and_no_file_but_its_own()
    {
        using var stack = new TestStack("config:\n  test:token: open\n");
        await stack.MustUpAsync(async program =>
        {
            var provider =
                await program.CustomAsync("mine", Of(("token", Secret("topsecret-token"))), type: "pulumi:providers:test");
            await program.CustomAsync("a", null, request => request.Provider = $"{provider.Urn}::{provider.Id}");
        });
        Assert.Equal("topsecret-token", stack.Cloud.Configurations.Single().Configuration.Text("token"));
        Assert.DoesNotContain("topsecret", TextOf(Path.Combine(stack.Directory, ".mlops")), StringComparison.Ordinal);
    }

    private static string TextOf(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            text.AppendLine(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
