package skein.testkit.arena.plan;

import java.util.List;
import skein.core.record.RecordKey;
import skein.core.replica.Retention;
import skein.core.value.Value;

/// One thing that happens in a run. `who`: an actor, counted around; a verb whose target is missing
/// does nothing, so that verbs can be left out of a script. `salt`: seeds what the verb leaves
/// open.
public sealed interface Verb {
  int who();

  /// One changeset.
  record Write(int who, List<Act> acts) implements Verb {
    public Write {
      acts = List.copyOf(acts);
    }

    @Override
    public String toString() {
      return "writes " + acts;
    }
  }

  /// Several changesets in one commit.
  record Batch(int who, List<Write> writes) implements Verb {
    public Batch {
      writes = List.copyOf(writes);
    }

    @Override
    public String toString() {
      return "in one commit " + writes;
    }
  }

  /// A client reads a record and remembers what it saw.
  record Look(int who, RecordKey key) implements Verb {
    @Override
    public String toString() {
      return "looks at " + key;
    }
  }

  /// Undoes a changeset, `back` from the end of those of this kind in the actor's log.
  record Undo(int who, Whose whose, int back) implements Verb {
    /// Of which changesets one is taken.
    public enum Whose {
      OWN,
      FOREIGN,
      UNDOS
    }

    @Override
    public String toString() {
      return "undoes " + whose + " -" + back;
    }
  }

  /// Settles a conflict with the candidate that `pick` chooses, or with a value of its own.
  record Settle(int who, int pick, boolean fresh) implements Verb {
    @Override
    public String toString() {
      return "settles a conflict, choice " + pick + (fresh ? ", anew" : "");
    }
  }

  /// Describes a property of a type; a null rule takes the description away.
  record Describe(int who, RecordKey type, String property, Value rule) implements Verb {
    @Override
    public String toString() {
      return "describes "
          + property
          + " of "
          + type
          + " as "
          + new String(rule.canonical(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /// Lines go from the actor to another one, and back if `both`.
  record Meet(int who, int other, boolean both, Net net, long salt) implements Verb {
    @Override
    public String toString() {
      return (both ? "syncs with " : "pushes to ") + other + net;
    }
  }

  /// What merge reads comes from another actor, without history, while that one writes on.
  record Shallow(int who, int other, List<Write> meanwhile, Net net, long salt) implements Verb {
    public Shallow {
      meanwhile = List.copyOf(meanwhile);
    }

    @Override
    public String toString() {
      return "takes shallowly from " + other + net + ", which meanwhile " + meanwhile;
    }
  }

  /// From now on the actor keeps what only history reads for so long.
  record Retain(int who, Retention retention) implements Verb {
    @Override
    public String toString() {
      return "keeps history for " + retention.millis() + " ms";
    }
  }

  /// The actor forgets what it may.
  record Forget(int who) implements Verb {
    @Override
    public String toString() {
      return "forgets";
    }
  }

  /// The actor writes anew what is live of a changeset, the one that `pick` chooses.
  record Anew(int who, int pick) implements Verb {
    @Override
    public String toString() {
      return "writes anew, choice " + pick;
    }
  }

  /// From now on actors meet only those whose bit is the same as theirs; 0 joins all.
  record Split(int who, int mask) implements Verb {
    @Override
    public String toString() {
      return mask == 0 ? "all can meet again" : "partition " + Integer.toBinaryString(mask);
    }
  }

  /// The actor's clock jumps.
  record Jump(int who, long millis) implements Verb {
    @Override
    public String toString() {
      return "clock jumps by " + millis + " ms";
    }
  }

  /// The actor's next transaction that comes so far dies at its `at`th write; 0: just after it.
  record Crash(int who, int at) implements Verb {
    @Override
    public String toString() {
      return "will crash at write " + at;
    }
  }

  /// The actor's process ends and starts again.
  record Restart(int who) implements Verb {
    @Override
    public String toString() {
      return "restarts";
    }
  }

  /// The actor's folder is copied; the copy becomes an actor, and both write on.
  record Copy(int who) implements Verb {
    @Override
    public String toString() {
      return "is copied";
    }
  }

  /// The actor's folder is put aside.
  record Save(int who) implements Verb {
    @Override
    public String toString() {
      return "is saved";
    }
  }

  /// What was put aside takes the place of the actor's folder.
  record Restore(int who) implements Verb {
    @Override
    public String toString() {
      return "is restored";
    }
  }

  /// The owner grants the actor a new identity for these types.
  record Grant(int who, List<String> types) implements Verb {
    public Grant {
      types = List.copyOf(types);
    }

    @Override
    public String toString() {
      return "is granted " + types;
    }
  }

  /// The actor writes its last line.
  record Retire(int who) implements Verb {
    @Override
    public String toString() {
      return "retires";
    }
  }

  /// Somebody posts at the actor.
  record Post(int who, int bytes, long salt) implements Verb {
    @Override
    public String toString() {
      return "posts " + bytes + " bytes";
    }
  }

  /// Somebody posts at the actor what was posted before.
  record Upvote(int who, int pick, long salt) implements Verb {
    @Override
    public String toString() {
      return "upvotes post " + pick;
    }
  }

  /// A faulty peer or program brings the actor a post that is to be refused.
  record BadPost(int who, Fault fault, long salt) implements Verb {
    /// What is wrong.
    public enum Fault {
      FUTURE,
      TOO_LARGE,
      UNKNOWN,
      CUT_OFF,
      OTHER_SPACE,
      OUT_OF_TURN
    }

    @Override
    public String toString() {
      return "is brought a bad post: " + fault;
    }
  }

  /// An adversary brings lines to the actor.
  record Attack(int who, Kind kind, long salt) implements Verb {
    /// What the lines are.
    public enum Kind {
      GOOD,
      VOID,
      FUTURE,
      LATER,
      UNKNOWN,
      HALF_HELD,
      FORK,
      BAD_SIGNATURE,
      BAD_CHAIN,
      BAD_GRANT
    }

    @Override
    public String toString() {
      return "is brought lines: " + kind;
    }
  }
}
