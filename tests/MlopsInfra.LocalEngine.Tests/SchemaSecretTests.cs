using System.Text;
using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>
/// What the schema of a package calls secret stands in no file in clear, whatever program and configuration say of it, and
/// whenever it was learned.
/// </summary>
public sealed class SchemaSecretTests
{
    private const string StackFile = "config:\n  test:token: topsecret-token\n";

    [Fact]
    public async Task A_token_that_the_configuration_has_in_clear_is_encrypted_in_journal_state_and_backup()
    {
        using var stack = new TestStack(StackFile);
        stack.Cloud.SecretNames.Add("token");
        var during = "";
        await stack.MustUpAsync(async program =>
        {
            await program.CustomAsync("a");
            during = TextOf(stack);
        });
        Assert.Contains("ciphertext", during, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", during, StringComparison.Ordinal);
        Assert.Equal("topsecret-token", stack.Cloud.Configurations.Single().Configuration.Text("token"));

        await ReplaceTokenAsync(stack, "topsecret-next");
        await stack.MustUpAsync(program => program.CustomAsync("a"));
        Assert.DoesNotContain("topsecret", TextOf(stack), StringComparison.Ordinal);
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.DoesNotContain("topsecret", TextOf(stack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("destroy")]
    [InlineData("refresh")]
    public async Task A_state_that_was_written_in_clear_is_encrypted_by_the_next_run_and_its_backup_too(string run)
    {
        using var stack = new TestStack(StackFile);
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", "topsecret-key"))));
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", "topsecret-key"), ("more", "x"))));
        Assert.Contains("topsecret-token", TextOf(stack), StringComparison.Ordinal);

        stack.Cloud.SecretNames.UnionWith(["token", "key"]);
        var result = run switch
        {
            "up" => await stack.UpAsync(program => program.CustomAsync("a", Of(("key", "topsecret-key"), ("more", "x")))),
            "destroy" => await stack.DestroyAsync(),
            _ => await stack.Stack.RefreshAsync(stack.Cloud),
        };
        Assert.Empty(result.Errors);
        Assert.DoesNotContain("topsecret", TextOf(stack), StringComparison.Ordinal);
        Assert.Contains("ciphertext", File.ReadAllText($"{stack.StateFile}.bak"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backup_does_not_keep_in_clear_what_the_program_made_a_secret()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", "topsecret-key"))));
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("key", Secret("topsecret-key")))));
        Assert.True(File.Exists($"{stack.StateFile}.bak"));
        Assert.DoesNotContain("topsecret", TextOf(stack), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_and_backup_are_their_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes need a Unix.");
            return;
        }

        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a"));
        await stack.MustUpAsync(program => program.CustomAsync("b"));
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal((own, own), (File.GetUnixFileMode(stack.StateFile), File.GetUnixFileMode($"{stack.StateFile}.bak")));
        Assert.Equal(own | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(stack.StateFile)!));
    }

    private static Task ReplaceTokenAsync(TestStack stack, string token) =>
        File.WriteAllTextAsync(Path.Combine(stack.Directory, "Pulumi.dev.yaml"), $"config:\n  test:token: {token}\n");

    private static string TextOf(TestStack stack) =>
        string.Join('\n', Directory.EnumerateFiles(Path.Combine(stack.Directory, ".mlops"), "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .Select(file => Encoding.Latin1.GetString(ReadShared(file))));

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
