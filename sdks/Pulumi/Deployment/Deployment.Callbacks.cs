using Pulumirpc;

namespace Pulumi;

public sealed partial class Deployment
{
    private static NotSupportedException NoCallbacks(string what) => new(
        $"This build of the Pulumi SDK does not serve callbacks, so the engine can't call {what}. "
        + "Use ResourceTransformations, which run inside the program, or the official Pulumi package.");

    /// <summary>Mocks never call transforms and hooks (P14).</summary>
    internal Task WriteCallbacksAsync(ResourceOptions options, RegisterResourceRequest request)
    {
        if (!Monitor.IsMock)
        {
            if (options.HasTransforms)
                throw NoCallbacks("resource transforms");
            if (options.HasHooks)
                throw NoCallbacks("resource hooks");
        }
        return Task.CompletedTask;
    }

    internal Task RegisterHookAsync(ResourceHook hook) => RegisterHookAsync();

    internal Task RegisterHookAsync(ErrorHook hook) => RegisterHookAsync();

    private Task RegisterHookAsync() => Monitor.IsMock
        ? Task.CompletedTask
        : throw NoCallbacks("resource hooks");

    private Task RegisterInvokeTransformAsync(InvokeTransform transform) => Monitor.IsMock
        ? Task.CompletedTask
        : throw NoCallbacks("invoke transforms");
}
