package io.github.proxmoxtools.cli.complete;

/** What shells are told once; everything else is asked of the program. */
final class ShellScripts {
    private static final String BASH = """
                                       # Completion of proxmox for bash: source <(proxmox completion bash)
                                       _proxmox() {
                                           local program=proxmox line=${COMP_LINE:0:COMP_POINT} piece word kept i
                                           local -a words=() found=()
                                           [[ $1 == */* && -x $1 ]] && program=$1
                                           # Bash cuts words at ':' and '='; what no blank parts belongs together.
                                           for ((i = 0; i <= COMP_CWORD; i++)); do
                                               piece=${COMP_WORDS[i]}
                                               if ((i > 0)) && [[ $line != [[:space:]]* && ( -n $line || -n $piece ) ]]; then
                                                   kept=$word
                                               else
                                                   line=${line#"${line%%[![:space:]]*}"}
                                                   ((i > 0)) && words+=("$word")
                                                   kept=
                                                   word=
                                               fi
                                               ((i == COMP_CWORD)) && piece=$line
                                               word+=$piece
                                               line=${line#"$piece"}
                                           done
                                           words+=("$word")
                                           # After a cut, the cut itself stays.
                                           case ${word#"$kept"} in
                                               [:=]*) kept+=${word:${#kept}:1} ;;
                                           esac
                                           COMPREPLY=()
                                           local mode=
                                           while IFS= read -r line; do
                                               if [[ -z $mode ]]; then mode=$line; else COMPREPLY+=("$line"); fi
                                           done < <("$program" __complete bash "$kept" "${words[@]:1}" 2>/dev/null </dev/null)
                                           case $mode in
                                               open) compopt -o nospace 2>/dev/null ;;
                                               file) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "${word#"$kept"}")) ;;
                                               folder) compopt -o dirnames 2>/dev/null || COMPREPLY=($(compgen -d -- "${word#"$kept"}")) ;;
                                           esac
                                       }
                                       complete -F _proxmox proxmox
                                       """;

    private static final String ZSH = """
                                      #compdef proxmox
                                      # Completion of proxmox for zsh: source <(proxmox completion zsh), after compinit;
                                      # or write it to a file _proxmox in a folder of $fpath.
                                      _proxmox() {
                                          local program=proxmox mode line
                                          local -a said values shown
                                          [[ ${(Q)words[1]} == */* && -x ${(Q)words[1]} ]] && program=${(Q)words[1]}
                                          said=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
                                          while IFS= read -r line; do
                                              if [[ -z $mode ]]; then
                                                  mode=$line
                                              else
                                                  values+=("${line%%$'\\t'*}")
                                                  shown+=("${line/$'\\t'/  -- }")
                                              fi
                                          done < <("$program" __complete zsh '' "${said[@]}" 2>/dev/null </dev/null)
                                          case $mode in
                                              open) compadd -S '' -l -d shown -a values ;;
                                              words) compadd -l -d shown -a values ;;
                                              file) compset -P '--*='; _files ;;
                                              folder) compset -P '--*='; _files -/ ;;
                                          esac
                                      }
                                      if [[ $funcstack[1] == _proxmox ]]; then
                                          _proxmox "$@"
                                      else
                                          compdef _proxmox proxmox
                                      fi
                                      """;

    private static final String FISH = """
                                       # Completion of proxmox for fish: proxmox completion fish | source
                                       function __complete_proxmox
                                           set -l said (commandline -opc)
                                           set -l typed (commandline -ct | string unescape)
                                           set -l program proxmox
                                           if string match -q '*/*' -- $said[1]; and test -x "$said[1]"
                                               set program $said[1]
                                           end
                                           set -l found ($program __complete fish '' $said[2..-1] "$typed" 2>/dev/null </dev/null)
                                           set -l option (string match -r '^--[^=]*=' -- "$typed")
                                           set -l path (string replace -r '^--[^=]*=' '' -- "$typed")
                                           switch "$found[1]"
                                               case file
                                                   printf '%s\\n' "$option"(__fish_complete_path "$path")
                                               case folder
                                                   printf '%s\\n' "$option"(__fish_complete_directories "$path")
                                               case '*'
                                                   printf '%s\\n' $found[2..-1]
                                           end
                                       end
                                       complete -c proxmox -f -a '(__complete_proxmox)'
                                       """;

    private ShellScripts() {}

    static String of(Shell shell) {
        return switch (shell) {
            case BASH -> BASH;
            case ZSH -> ZSH;
            case FISH -> FISH;
        };
    }
}
