using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Secrets;

/// <summary>One life of a stack with secrets: brought up, changed, looked at, served, killed, destroyed.</summary>
internal sealed partial class SecretRun : IDisposable
{
    private readonly TortureRun _run;
    private readonly Random _random;
    private readonly ProjectCopy _project = new();
    private readonly Mlops _mlops = new();
    private readonly string _folder = TestFolders.Create("mlops-secrets-").FullName;
    private readonly PlantedStack _stack;
    private readonly Planting _planting;

    /// <param name="run">Takes what is found.</param>
    /// <param name="number">Which life it is.</param>
    public SecretRun(TortureRun run, int number)
    {
        (_run, _random) = (run, new Random(unchecked((run.Seed * 1000) + number)));
        _planting = (Planting)(number % 3);
        _stack = new PlantedStack(_random, _project, _planting, hasPassphrase: _planting == Planting.Secure || number % 2 == 0);
        foreach (var name in (string[])["tmp", "reports"]) Directory.CreateDirectory(Path.Combine(_folder, name));
        _mlops.Environment["TMPDIR"] = Path.Combine(_folder, "tmp");
        // A killed process leaves its sockets and pipes of diagnostics there, which can't be read.
        _mlops.Environment["DOTNET_EnableDiagnostics"] = "0";
    }

    /// <summary>Lives it.</summary>
    /// <param name="isBrief">Only what takes a minute.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(bool isBrief, CancellationToken cancellation)
    {
        await CommandAsync(0, "up", "dev", "--json");
        _stack.Change();
        await CommandAsync(0, "up", "dev", "--verbose", "--no-publish");
        await CommandAsync(0, "preview", "dev", "--html", Report("a.html"), "--markdown", Report("a.md"), "--arm-template",
            Report("a.json"), "--bicep", Report("a.bicep"));
        await MistakesAsync(isBrief ? 3 : int.MaxValue);
        await ServeAsync(cancellation);
        if (!isBrief) await LookAsync();
        await KillAsync(cancellation);
        await CommandAsync(0, "up", "dev", "--no-publish");
        await WrongPassphraseAsync();
        await CommandAsync(0, "destroy", "dev", "--json");
        _run.Measured($"{_planting} in all", $"{_stack.All.Count} secrets in {SecretForms.Count} forms");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _project.Dispose();
        _mlops.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LookAsync()
    {
        var snapshot = await CommandAsync(0, "snapshot", "dev");
        await File.WriteAllTextAsync(Report("snapshot.json"), snapshot.Output);
        _stack.Change();
        await CommandAsync(0, "preview", "dev", "--against", Report("snapshot.json"), "--json", "--html", Report("b.html"));
        var export = Directory.EnumerateFiles(_mlops.Store, "dev.json", SearchOption.AllDirectories).Single();
        await CommandAsync(0, "preview", "dev", "--state", export, "--verbose");
        await CommandAsync(0, "preview", "dev", "--arm-template", Report("flat.json"), "--flat", "--azure-policy");
        await CommandAsync(0, "picture", "dev", "--svg", Report("a.svg"));
        await CommandAsync(0, "refresh", "dev", "--verbose");
        await RunAsync("doctor", null, ["doctor", "dev", "--json", "--project", _project.Directory]);
        await RunAsync("publish", 0,
            ["publish", "dev", "--local", "--verbose", "--project", _project.Directory, "--store", _mlops.Store]);
    }

    private async Task MistakesAsync(int count)
    {
        var mistakes = Mistakes.Of(_stack.Mistyped).ToArray();
        _random.Shuffle(mistakes);
        foreach (var (name, more, change) in mistakes.Take(count))
        {
            _stack.Write(more, change);
            string[] look = _random.Next(3) switch { 0 => ["--json"], 1 => ["--verbose"], _ => [] };
            await RunAsync($"mistake: {name}", null,
                ["local", "preview", "dev", "--project", _project.Directory, "--store", _mlops.Store, .. look]);
        }

        _stack.Write();
    }

    private async Task ServeAsync(CancellationToken cancellation)
    {
        SetEnvironment();
        using var serve = _mlops.Start("local", "serve", "dev", "--project", _project.Directory, "--store", _mlops.Store,
            "--json", "--verbose");
        var error = serve.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await UseAsync(serve, error, cancellation);
        }
        finally
        {
            if (!serve.HasExited) serve.Kill(entireProcessTree: true);
        }
    }

    private async Task UseAsync(Process serve, Task<string> error, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        while (await serve.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            text.AppendLine(line);
            if (line == "}") break;
        }

        using var served = JsonDocument.Parse(text.ToString());
        foreach (var (name, status) in await new PlantedRequests(served.RootElement, _stack).SendAsync(cancellation))
            _run.Measured($"request: {name}", $"answered by {status}");
        Search("store while it is served", _mlops.Store);
        await serve.InterruptAsync(cancellation);
        var rest = await serve.StandardOutput.ReadToEndAsync(cancellation);
        await serve.WaitForExitAsync(cancellation);
        Search("serve", new CommandResult(serve.ExitCode, text + rest, await error));
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        _stack.Change();
        SetEnvironment();
        using var up = _mlops.Start("local", "up", "dev", "--no-publish", "--project", _project.Directory, "--store",
            _mlops.Store);
        var (output, error) = (up.StandardOutput.ReadToEndAsync(cancellation), up.StandardError.ReadToEndAsync(cancellation));
        await Task.Delay(_random.Next(500, 4000), cancellation);
        up.Kill(entireProcessTree: true);
        await up.WaitForExitAsync(cancellation);
        Search("killed", new CommandResult(up.ExitCode, await output, await error));
    }

    private async Task WrongPassphraseAsync()
    {
        if (_stack.Environment["PULUMI_CONFIG_PASSPHRASE"] is not { } right) return;
        _stack.Environment["PULUMI_CONFIG_PASSPHRASE"] = _stack.New("wrong passphrase").Value;
        await CommandAsync(null, "up", "dev", "--no-publish", "--verbose");
        _stack.Environment["PULUMI_CONFIG_PASSPHRASE"] = right;
    }

    private Task<CommandResult> CommandAsync(int? exitCode, params string[] words) => RunAsync(words[0], exitCode,
        ["local", .. words, "--project", _project.Directory, "--store", _mlops.Store]);

    private async Task<CommandResult> RunAsync(string subject, int? exitCode, string[] words)
    {
        SetEnvironment();
        var result = await _mlops.RunAsync(words);
        if (exitCode is { } expected && result.ExitCode != expected)
            _run.Fault(subject, $"exit code {result.ExitCode}", Encoding.UTF8.GetBytes(result.Output + result.Error));
        Search(subject, result);
        return result;
    }

    private void SetEnvironment()
    {
        foreach (var (name, value) in _stack.Environment) _mlops.Environment[name] = value;
    }

    private void Search(string subject, CommandResult result)
    {
        var search = new SecretSearch(_stack.All);
        Note(subject, "standard output", search.In(Bytes(result.Output)));
        Note(subject, "standard error", search.In(Bytes(result.Error)));
        Search(subject, _mlops.Store, _folder, _project.Directory);
    }

    private void Search(string subject, params ReadOnlySpan<string> folders)
    {
        var search = new SecretSearch(_stack.All);
        foreach (var folder in folders)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                // The user's own file may have them, and locks are empty and held.
                if (Path.GetFileName(file) is "Pulumi.dev.yaml" or "lock" or "dev.lock") continue;
                Note(subject, Varying().Replace(Path.GetRelativePath(folder, file), "*"), search.InFile(file));
            }
        }
    }

    private void Note(string subject, string place, IEnumerable<(string Found, string Excerpt)> found)
    {
        _run.Tried(subject, _stack.All.Count * SecretForms.Count);
        foreach (var (secret, excerpt) in found) _run.Fault(subject, $"{secret} in {place}", Encoding.Latin1.GetBytes(excerpt));
    }

    private string Report(string name) => Path.Combine(_folder, "reports", name);

    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("[0-9a-f]{8,}|[0-9]{3,}")]
    private static partial Regex Varying();
}
