using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A refresh: the state becomes what is really there, and no resource is changed.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly TestStack _stack = new();

    [Fact]
    public async Task Nothing_changed_is_nothing_to_do_and_nothing_is_written()
    {
        await _stack.MustUpAsync(TwoAsync);
        var before = await File.ReadAllTextAsync(_stack.StateFile, TestContext.Current.CancellationToken);
        _stack.Cloud.TakeCalls();
        var result = await RefreshAsync();
        Assert.Equal(["read first", "read second"], _stack.Cloud.TakeCalls().Order());
        Assert.True(result.Summary.IsUnchanged);
        Assert.Equal(before, await File.ReadAllTextAsync(_stack.StateFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_changed_elsewhere_is_told_and_the_next_up_puts_it_right()
    {
        await _stack.MustUpAsync(TwoAsync);
        await ChangeElsewhereAsync("first", "size", 7);
        var result = await RefreshAsync();
        var step = Assert.Single(result.Steps, step => step.Operation == StepOperation.Update);
        Assert.Equal(["size"], step.Changes.Select(change => change.Path));
        Assert.Equal(((PropertyValue)1, (PropertyValue)7), (step.Changes[0].Old, step.Changes[0].New));
        Assert.Equal((1, 0), (result.Summary.Update, result.Summary.Delete));

        _stack.Cloud.TakeCalls();
        var up = await _stack.MustUpAsync(TwoAsync);
        Assert.Equal(["update first"], _stack.Cloud.TakeCalls());
        Assert.Equal(1, up.Summary.Update);
        Assert.True((await RefreshAsync()).Summary.IsUnchanged);
    }

    [Fact]
    public async Task What_is_gone_leaves_the_state_and_the_next_up_makes_it_again()
    {
        await _stack.MustUpAsync(TwoAsync);
        var gone = (await RecordAsync("first")).Id!;
        Assert.True(_stack.Cloud.Resources.TryRemove(gone, out _));
        var result = await RefreshAsync();
        Assert.Equal(["first"], result.Steps.Where(step => step.Operation == StepOperation.Delete).Select(step => step.Name));
        var left = await _stack.Stack.ReadResourcesAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(left, record => record.Id == gone);
        Assert.Empty((await RecordAsync("second")).Dependencies);
        _stack.Cloud.TakeCalls();
        await _stack.MustUpAsync(TwoAsync);
        Assert.Contains("create first", _stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task What_can_t_be_read_fails_and_the_rest_is_refreshed()
    {
        static Task Program(WireClient program) =>
            Task.WhenAll(program.CustomAsync("bad", PropertyMap.Empty.With("fail", "read")),
                program.CustomAsync("good", Size(1)));
        await _stack.MustUpAsync(Program);
        await ChangeElsewhereAsync("good", "size", 7);
        var result = await RefreshAsync();
        Assert.False(result.Succeeded);
        Assert.Equal("Throttled", Assert.Single(result.Errors).Code);
        Assert.Equal(7, ((PropertyValue.Number)(await RecordAsync("good")).Outputs["size"]).Value);
        Assert.NotNull(await RecordAsync("bad"));
    }

    [Fact]
    public async Task A_look_alone_writes_nothing()
    {
        await _stack.MustUpAsync(TwoAsync);
        await ChangeElsewhereAsync("first", "size", 7);
        var before = await File.ReadAllTextAsync(_stack.StateFile, TestContext.Current.CancellationToken);
        Assert.Equal(1, (await RefreshAsync(new EngineOptions { PreviewOnly = true })).Summary.Update);
        Assert.Equal(before, await File.ReadAllTextAsync(_stack.StateFile, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(_stack.JournalFile));
    }

    [Fact]
    public async Task Secrets_stay_secrets_whatever_they_are_now()
    {
        await _stack.MustUpAsync(program => program.CustomAsync("first",
            PropertyMap.Empty.With("token", new PropertyValue.Secret("hidden-one"))));
        await ChangeElsewhereAsync("first", "token", "hidden-two");
        var step = Assert.Single((await RefreshAsync()).Steps, step => step.Operation == StepOperation.Update);
        Assert.All(step.Changes, change => Assert.IsType<PropertyValue.Secret>(change.New));
        Assert.IsType<PropertyValue.Secret>((await RecordAsync("first")).Inputs["token"]);
        Assert.DoesNotContain("hidden", await File.ReadAllTextAsync(_stack.StateFile, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_refresh_keeps_what_was_read()
    {
        await _stack.MustUpAsync(program =>
            Task.WhenAll(Enumerable.Range(0, 6).Select(i => program.CustomAsync($"r{i}", Size(1)))));
        foreach (var i in Enumerable.Range(0, 6)) await ChangeElsewhereAsync($"r{i}", "size", 7);
        using var cancellation = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        _stack.Cloud.TakeCalls();
        _stack.Cloud.Hold = _ => release.Task;
        var refresh =
            _stack.Stack.RefreshAsync(_stack.Cloud, null, new EngineOptions { Parallelism = 2 }, cancellation.Token);
        while (_stack.Cloud.Calls.Count < 2) await Task.Delay(5, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        release.SetResult();
        var result = await refresh;
        Assert.All(result.Errors, error => Assert.Equal(DeploymentErrorCodes.Cancelled, error.Code));
        Assert.Contains("The refresh was cancelled", result.Errors[^1].Message, StringComparison.Ordinal);
        _stack.Cloud.Hold = null;
        Assert.Equal(2, await CountAsync(7));
        Assert.False(File.Exists(_stack.JournalFile));
        Assert.True((await RefreshAsync()).Succeeded);
        Assert.Equal(6, await CountAsync(7));
    }

    public void Dispose() => _stack.Dispose();

    private static async Task TwoAsync(WireClient program) =>
        await program.DependentAsync("second", await program.CustomAsync("first", Size(1)));

    private static PropertyMap Size(double size) => PropertyMap.Empty.With("size", size);

    private async Task<int> CountAsync(double size) =>
        (await _stack.Stack.ReadResourcesAsync(TestContext.Current.CancellationToken))
        .Count(record => record.Outputs.GetValueOrDefault("size") is PropertyValue.Number number && number.Value == size);

    private Task<DeploymentResult> RefreshAsync(EngineOptions? options = null) =>
        _stack.Stack.RefreshAsync(_stack.Cloud, _stack.Observer, options, TestContext.Current.CancellationToken);

    private async Task<ResourceRecord> RecordAsync(string name) =>
        Assert.Single(await _stack.Stack.ReadResourcesAsync(TestContext.Current.CancellationToken),
            record => record.Urn.EndsWith($"::{name}", StringComparison.Ordinal));

    private async Task ChangeElsewhereAsync(string name, string property, PropertyValue value)
    {
        var id = (await RecordAsync(name)).Id!;
        var live = _stack.Cloud.Resources[id];
        _stack.Cloud.Resources[id] =
            live with { Inputs = live.Inputs.With(property, value), Outputs = live.Outputs.With(property, value) };
    }
}
