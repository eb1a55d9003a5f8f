using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>What outputs become of the engine's answer (protocol section 10, O7).</summary>
public sealed class AnswerTests
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    [Fact]
    public async Task R4_what_is_missing_is_default_in_an_update()
    {
        var lines = await PrintAsync(new RegisterResourceResponse { Id = "i", Object = new Struct() });
        Assert.Equal(["name=''", "count='0'", "computed=''", "list='default'", "tags='null'", "id='i'",
            "name depends on urn:pulumi:dev::proj::t:m:R::r"], lines);
    }

    [Fact]
    public async Task R4_Y3_and_unknown_in_a_dry_run()
    {
        var lines = await PrintAsync(new RegisterResourceResponse { Object = new Struct() }, dryRun: true);
        Assert.Equal(["name=unknown", "count=unknown", "computed=unknown", "list=unknown", "tags=unknown", "id=unknown"],
            lines[..6]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_an_answer_without_an_object_ends_the_program(bool dryRun)
    {
        var run = await RunAsync(new RegisterResourceResponse { Id = "i" }, dryRun);
        Assert.Equal((32, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task R8_a_skipped_resource_has_unknowns_where_nothing_came_back()
    {
        var lines = await PrintAsync(new RegisterResourceResponse { Id = "i", Result = Result.Skip,
            Object = Of(("name", Value.ForString("x"))) });
        Assert.Equal(["name='x'", "count=unknown"], lines[..2]);
    }

    [Fact]
    public async Task R3_an_id_is_unknown_only_where_it_is_empty()
    {
        var lines = await PrintAsync(new RegisterResourceResponse { Id = Unknown, Object = new Struct() });
        Assert.Equal($"id='{Unknown}'", lines[5]);
        Assert.Equal("id=unknown", (await PrintAsync(new RegisterResourceResponse { Object = new Struct() }))[5]);
    }

    [Fact]
    public async Task R10_R11_secrets_and_unknowns_anywhere_mark_the_whole_output()
    {
        var secret = Value.ForStruct(Of(
            ("4dabf18193072939515e22adb298388d", Value.ForString("1b47061264138c4ac30d75fd1eb44270")),
            ("value", Value.ForString("pw"))));
        var lines = await PrintAsync(new RegisterResourceResponse
        {
            Object = Of(
                ("name", Value.ForString("x")),
                ("list", Value.ForList(Value.ForString("a"), secret)),
                ("tags", Value.ForStruct(Of(("k", Value.ForString(Unknown)))))),
        });
        Assert.Equal(["list='a,pw' secret", "tags=unknown", "id=unknown"], lines[3..6]);
    }

    [Fact]
    public async Task R7_a_value_of_the_wrong_type_is_a_warning_and_a_fraction_is_cut()
    {
        var logs = new List<LogRequest>();
        var lines =
            await PrintAsync(new RegisterResourceResponse { Id = "i", Object = Of(("count", Value.ForString("1"))) }, logs: logs);
        Assert.Equal("count='0'", lines[1]);
        var warning = Assert.Single(logs);
        Assert.Equal((LogSeverity.Warning, "urn:pulumi:dev::proj::t:m:R::r"), (warning.Severity, warning.Urn));
        Assert.EndsWith("got System.String deserializing Pulumi.Sdk.Tests.Program.Resources.R.count", warning.Message,
            StringComparison.Ordinal);
        Assert.Equal("count='1'", (await PrintAsync(new() { Object = Of(("count", Value.ForNumber(1.5))) }))[1]);
    }

    [Fact]
    public async Task O7_dependencies_of_the_answer_are_added()
    {
        var lines = await PrintAsync(new RegisterResourceResponse
        {
            Object = Of(("name", Value.ForString("x"))),
            PropertyDependencies = { ["name"] = new() { Urns = { "urn:pulumi:dev::proj::t:m:R::other" } } },
        });
        Assert.Equal("name depends on urn:pulumi:dev::proj::t:m:R::other urn:pulumi:dev::proj::t:m:R::r", lines[6]);
    }

    [Fact]
    public async Task C5_large_values_pass_both_ways()
    {
        var big = new string('x', 20_000_000);
        var lines = await PrintAsync(new RegisterResourceResponse { Object = Of(("name", Value.ForString(big))) });
        Assert.Equal(big.Length + "name=''".Length, lines[0].Length);
    }

    [Fact]
    public async Task C1_C2_many_registrations_are_open_at_the_same_time()
    {
        const int Count = 200;
        var open = 0;
        var all = new TaskCompletionSource();
        await using var engine = await RecordingEngine.StartAsync(async (_, request) =>
        {
            if (request is RegisterResourceRequest { Custom: true })
            {
                if (Interlocked.Increment(ref open) == Count)
                    all.SetResult();
                await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
            }
            return EchoAnswers.Answer(request);
        });
        Assert.Equal(0, (await ProgramRun.StartAsync(engine.Address, ["many", $"{Count}"])).ExitCode);
    }

    private static async Task<string[]> PrintAsync(RegisterResourceResponse answer, bool dryRun = false,
        List<LogRequest>? logs = null)
    {
        var run = await RunAsync(answer, dryRun, logs);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<ProgramRun> RunAsync(RegisterResourceResponse answer, bool dryRun = false,
        List<LogRequest>? logs = null)
    {
        await using var engine = await RecordingEngine.StartAsync((_, request) =>
        {
            if (request is LogRequest log)
                logs?.Add(log);
            if (request is not RegisterResourceRequest { Custom: true } register)
                return Task.FromResult(EchoAnswers.Answer(request));
            answer.Urn = EchoAnswers.Register(register).Urn;
            return Task.FromResult<IMessage>(answer);
        });
        return await ProgramRun.StartAsync(engine.Address, ["answers"], dryRun);
    }

    private static Struct Of(params (string Key, Value Value)[] members)
    {
        var result = new Struct();
        foreach (var (key, value) in members)
            result.Fields[key] = value;
        return result;
    }
}
