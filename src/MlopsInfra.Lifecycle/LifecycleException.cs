using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle;

/// <summary>A step of a model's way failed, or was refused. What had been changed is left in a state that the same command goes
/// on from.</summary>
public sealed class LifecycleException : Exception
{
    /// <summary>Says what happened.</summary>
    /// <param name="code">One word for programs, as in <c>ModelNotFound</c>: Azure's code where Azure refused.</param>
    /// <param name="message">What happened, where, and what to do about it.</param>
    /// <param name="inner">What caused it; null for none.</param>
    public LifecycleException(string code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>One word for programs.</summary>
    public string Code { get; }

    /// <summary>The last lines of the log of what failed; empty where there is none.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>Whether what was asked for can't be meant, so that nothing was tried.</summary>
    public bool IsUsage { get; init; }

    /// <summary>What was asked for can't be meant.</summary>
    /// <param name="code">One word for programs, as in <c>UnknownInput</c>.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    public static LifecycleException Usage(string code, string message) => new(code, message) { IsUsage = true };

    /// <summary>Puts Azure's answer into words.</summary>
    /// <param name="exception">What the Azure SDK threw; <see cref="ArmError.IsAzure"/> says yes to it.</param>
    /// <param name="operation">What was being done, as in <c>starting the job train-7f3a</c>.</param>
    public static LifecycleException Of(Exception exception, string operation)
    {
        var error = ArmError.Of(exception);
        var status = error.Status == 0 ? "" : $" ({error.Status})";
        return new LifecycleException(error.Code, $"{operation}: {error.Code}{status}: {error.Message}", exception);
    }
}
