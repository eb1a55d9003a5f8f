using Pulumi.Sdk.Tests.Support;
using Pulumi.Testing;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Deployment.TestAsync itself (T rows).</summary>
public sealed class TestAsyncTests
{
    [Fact]
    public async Task T2_T3_options_left_unset_mean_a_preview_of_project_stack_organization()
    {
        var options = new TestOptions();
        Assert.Null(options.ProjectName);
        Assert.Null(options.IsPreview);
        await Deployment.TestAsync(new RecordingMocks(), options, () =>
        {
            var deployment = Deployment.Instance;
            Assert.Equal(
                ("project", "stack", "organization", true),
                (deployment.ProjectName, deployment.StackName, deployment.OrganizationName, deployment.IsDryRun));
        });
        await Deployment.TestAsync(new RecordingMocks(), null!, () => Assert.True(Deployment.Instance.IsDryRun));
    }

    [Fact]
    public async Task T4_empty_names_are_kept() => await Deployment.TestAsync(
        new RecordingMocks(),
        new TestOptions { ProjectName = "", StackName = "" },
        () => Assert.Equal(("", ""), (Deployment.Instance.ProjectName, Deployment.Instance.StackName)));

    [Fact]
    public async Task T6_T9_the_result_is_what_was_registered_in_order_without_the_stack()
    {
        var gate = new TaskCompletionSource<string>();
        var resources = await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            _ = new AnyResource("late", new AnyArgs { Other = Output.Create(gate.Task) });
            _ = new AnyResource("early");
            gate.SetResult("x");
        });
        Assert.Equal(["early", "late"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task T7_S1_a_stack_class_is_the_first_of_the_result_and_registers_its_outputs()
    {
        var mocks = new RecordingMocks();
        var resources = await Deployment.TestAsync<GoodStack>(mocks);
        Assert.IsType<GoodStack>(resources[0]);
        Assert.Equal("inner", resources[1].GetResourceName());
        var outputs = Assert.Single(mocks.Outputs).Outputs;
        Assert.Equal(["Plain", "wire"], outputs.Keys.Order());
    }

    [Fact]
    public async Task T8_outputs_of_a_dictionary_come_back_as_given_and_are_not_registered()
    {
        var mocks = new RecordingMocks();
        var (resources, outputs) = await Deployment.TestAsync(mocks, new TestOptions(), () =>
            (IDictionary<string, object?>)new Dictionary<string, object?> { ["a"] = 1, ["o"] = Output.Create("x"),
                ["n"] = null });
        Assert.Empty(resources);
        Assert.Equal(1, outputs["a"]);
        Assert.IsType<Output<string>>(outputs["o"]);
        Assert.Null(outputs["n"]);
        Assert.Empty(Assert.Single(mocks.Outputs).Outputs);
    }

    [Fact]
    public async Task T10_the_program_starts_on_the_calling_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var ran = 0;
        var task = Run.UpdateAsync(new RecordingMocks(), () => ran = Environment.CurrentManagedThreadId);
        Assert.Equal(thread, ran);
        await task;
    }

    [Fact]
    public async Task T11_outputs_and_what_they_create_are_waited_for()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () => Output.Create(SlowAsync()).Apply(value => new AnyResource(value)));
        Assert.Equal("slow", Assert.Single(mocks.Resources).Name);

        static async Task<string> SlowAsync()
        {
            await Task.Delay(50);
            return "slow";
        }
    }

    [Fact]
    public async Task T13_tests_side_by_side_do_not_see_each_other()
    {
        var runs = Enumerable.Range(0, 100).Select(async index =>
        {
            var mocks = new RecordingMocks();
            await Deployment.TestAsync(mocks, new TestOptions { StackName = $"s{index}" }, async () =>
            {
                await Task.Yield();
                _ = new AnyResource(Deployment.Instance.StackName);
            });
            return Assert.Single(mocks.Resources).Name;
        });
        Assert.Equal(Enumerable.Range(0, 100).Select(index => $"s{index}"), await Task.WhenAll(runs));
    }

    [Fact]
    public async Task T14_a_test_inside_a_test_is_refused()
    {
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(
            new RecordingMocks(), () => Run.UpdateAsync(new RecordingMocks(), () => { })));
        Assert.Contains(errors, error => error.Contains(
            "Deployment.Instance should only be set once at the beginning of a 'Run' call.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T17_mocks_that_are_null_fail_at_the_first_resource()
    {
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(null!, () => _ = new AnyResource("r")));
        Assert.Contains("NullReferenceException", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_S3_outputs_of_a_stack_need_a_value_and_the_right_type()
    {
        var unset = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<UnsetStack>(new RecordingMocks()));
        Assert.Equal(
            "Output(s) 'wire' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.",
            unset.Message);
        var wrong = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<WrongStack>(new RecordingMocks()));
        Assert.Equal(
            "Output(s) 'wire' have incorrect type. [Output] attributed properties must be instances of Output<T>.",
            wrong.Message);
    }

    [Fact]
    public async Task S4_an_exception_of_the_stacks_constructor_fails_the_test()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ThrowingStack>(new RecordingMocks()));
        Assert.Contains("System.InvalidOperationException: no stack today", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S5_the_service_provider_is_asked_for_the_stack_once()
    {
        var services = new CountingServices();
        var resources = await Deployment.TestWithServiceProviderAsync<GoodStack>(new RecordingMocks(), services);
        Assert.IsType<GoodStack>(resources[0]);
        Assert.Equal(1, services.Count);
    }

    private sealed class CountingServices : IServiceProvider
    {
        public int Count { get; private set; }

        public object? GetService(Type serviceType)
        {
            Count++;
            return serviceType == typeof(GoodStack) ? new GoodStack() : null;
        }
    }

    private sealed class GoodStack : Stack
    {
        public GoodStack()
        {
            Named = new AnyResource("inner").Urn;
            Plain = Output.Create(1);
        }

        [Output("wire")]
        public Output<string> Named { get; private set; }

        [Output]
        public Output<int> Plain { get; private set; }

        public Output<int> NoOutput { get; private set; } = Output.Create(2);
    }

    private sealed class UnsetStack : Stack
    {
        [Output("wire")]
        public Output<string>? Never { get; private set; }
    }

    private sealed class WrongStack : Stack
    {
        [Output("wire")]
        public string Text { get; private set; } = "x";
    }

    private sealed class ThrowingStack : Stack
    {
        public ThrowingStack() => throw new InvalidOperationException("no stack today");
    }
}
